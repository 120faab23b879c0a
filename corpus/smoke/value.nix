/* {
  "description": "Every kind of data reaches the runner with its type.",
  "expect": { "value": "{ bool = true; float = 1.0; int = 1; list = [ 1 \"a\" ]; none = null; path = /a/b; string = \"x\\n\\\"y\\\"\"; }" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
{
  int = 1;
  float = 1.0;
  bool = true;
  none = null;
  string = "x\n\"y\"";
  path = /a/b;
  list = [ 1 "a" ];
}
