/* {
  "description": "A callback may be a partly applied builtin.",
  "expect": { "value": "[ [ 11 12 ] [ 2 3 ] [ 1 2 ] 7 [ 0 0 1 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[
  (map (builtins.add 10) [ 1 2 ])
  (builtins.filter (builtins.lessThan 1) [ 1 2 3 ])
  (builtins.sort (a: builtins.lessThan a) [ 2 1 ])
  (builtins.foldl' builtins.sub 10 [ 1 2 ])
  (builtins.concatMap (builtins.genList (x: x)) [ 1 2 ])
]
