/* {
  "description": "A value that needs itself is an infinite recursion, which is an error and no crash.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
let x = x + 1; in x
