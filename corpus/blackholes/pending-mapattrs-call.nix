/* {
  "description": "A member of mapAttrs that needs itself never gets a value; whether it is found as a cycle or runs into a limit is open.",
  "level": "unspecified",
  "expect": { "any_of": [{ "error": "infinite-recursion" }, { "error": "resource" }] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = builtins.mapAttrs (n: v: s.b) { a = 1; b = 2; }; in s.b
