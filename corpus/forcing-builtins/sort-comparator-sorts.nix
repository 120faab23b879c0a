/* {
  "description": "A comparator may itself sort; the outer sort keeps its place.",
  "expect": { "value": "[ [ 8 1 7 ] [ 6 2 ] [ 3 ] [ 9 5 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  least = l: builtins.head (builtins.sort (a: b: a < b) l);
in
builtins.sort (x: y: least x < least y) [ [ 9 5 ] [ 8 1 7 ] [ 3 ] [ 6 2 ] ]
