/* {
  "description": "A thunk that needs itself as an operand is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let a = b + 1; b = a * 2; in a
