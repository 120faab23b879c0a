/* {
  "description": "An element of map that needs itself never gets a value; whether it is found as a cycle or runs into a limit is open.",
  "level": "unspecified",
  "expect": { "any_of": [{ "error": "infinite-recursion" }, { "error": "resource" }] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let l = map (x: builtins.head l) [ 1 ]; in builtins.head l
