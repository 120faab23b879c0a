/* {
  "description": "An element that map makes may be computed from the length of the mapped list.",
  "expect": { "value": "[ 4 5 6 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let l = map (x: x + builtins.length l) [ 1 2 3 ]; in l
