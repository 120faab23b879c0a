/* {
  "description": "foldl' forces the accumulator; one that is the fold itself is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = builtins.foldl' (a: e: x) 0 [ 1 2 ]; in x
