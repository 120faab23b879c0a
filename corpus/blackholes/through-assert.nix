/* {
  "description": "A thunk whose assertion demands it is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = assert x == 1; 1; in x
