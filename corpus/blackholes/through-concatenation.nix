/* {
  "description": "An operand of `++` is forced, so a list cannot be its own extension.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let l = l ++ [ 1 ]; in builtins.length l
