/* {
  "description": "filter calls its predicate at once, for every element from first to last.",
  "expect": { "value": "\"done\"", "trace": ["p1", "p2", "p3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.filter (x: builtins.trace "p${toString x}" (x > 1)) [ 1 2 3 ];
in
builtins.seq l "done"
