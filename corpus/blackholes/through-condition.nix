/* {
  "description": "A thunk whose condition demands it is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = if x == 1 then 1 else 2; in x
