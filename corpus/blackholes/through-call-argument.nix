/* {
  "description": "A cycle that passes through a function's argument is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x + 1; a = f a; in a
