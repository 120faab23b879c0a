/* {
  "description": "A dynamic name that both of two merged sets have is defined twice.",
  "expect": [{"when": ["dynamic-attrs-merge"], "error": "value"}, {"value": "{ s = { b = 1; }; }"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
{ s = { ${"" + "b"} = 1; }; s = { ${"b" + ""} = 2; }; }
