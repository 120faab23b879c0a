/* {
  "description": "`inherit (x) x` in a recursive scope refers to itself.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
rec { inherit (s) s; }.s
