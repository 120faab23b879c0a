/* {
  "description": "A trace is printed before the infinite recursion behind it is met.",
  "expect": { "error": "infinite-recursion", "trace": ["in"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = builtins.trace "in" (x + 1); in x
