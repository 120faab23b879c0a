/* {
  "description": "A concatMap that failed starts anew when it is run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["c1", "c2"] },
    { "value": "[ false false ]", "trace": ["c1", "c2", "c1", "c2"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.concatMap (x: builtins.trace "c${toString x}" (if x == 2 then throw "e" else [ x ])) [ 1 2 3 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
