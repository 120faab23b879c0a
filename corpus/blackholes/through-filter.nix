/* {
  "description": "A predicate that needs the filtered list is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = builtins.filter (x: builtins.length l > x) [ 1 2 ]; in l
