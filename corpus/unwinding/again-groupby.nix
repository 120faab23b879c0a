/* {
  "description": "A groupBy that failed starts anew when it is run again.",
  "features": ["builtin-groupBy"],
  "expect": [
    {"when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["g1", "g2"]},
    {"value": "[ false false ]", "trace": ["g1", "g2", "g1", "g2"]}
  ],
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let
  r = builtins.groupBy (x: builtins.trace "g${toString x}" (if x == 2 then throw "e" else "k")) [ 1 2 3 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
