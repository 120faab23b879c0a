/* {
  "description": "After a throw has unwound a builtin inside another builtin, both can be used again.",
  "expect": { "value": "[ [ 3 2 1 30 20 10 ] false [ 3 2 1 30 20 10 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  inner = bad: builtins.sort (a: b: if bad then throw "t" else a > b) [ 1 2 3 ];
  outer = bad: builtins.concatMap (x: builtins.foldl' (a: e: a ++ [ (e * x) ]) [ ] (inner bad)) [ 1 10 ];
in
[ (outer false) (builtins.tryEval (outer true)).success (outer false) ]
