/* {
  "description": "A comparator that needs the sorted list is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let l = builtins.sort (a: b: builtins.head l == a) [ 2 1 ]; in l
