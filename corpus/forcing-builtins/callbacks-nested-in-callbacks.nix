/* {
  "description": "Builtins that call back may be nested in each other's callbacks, each with its own state.",
  "expect": { "value": "[ [ 3 4 ] [ 2 3 ] [ 1 2 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  sum = builtins.foldl' (a: b: a + b) 0;
in
builtins.sort (a: b: sum a > sum b)
  (builtins.concatMap (n: [ (builtins.filter (x: builtins.any (y: y == x) [ n (n + 1) ]) [ 1 2 3 4 ]) ]) [ 1 3 2 ])
