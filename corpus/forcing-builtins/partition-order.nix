/* {
  "description": "partition calls its predicate for every element in order and keeps the order in both parts.",
  "expect": { "value": "[ [ 3 4 ] [ 1 2 ] ]", "trace": ["p3", "p1", "p4", "p2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  p = builtins.partition (x: builtins.trace "p${toString x}" (x > 2)) [ 3 1 4 2 ];
in
[ p.right p.wrong ]
