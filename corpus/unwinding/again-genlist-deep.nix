/* {
  "description": "Elements finished before the failure keep their values when all are forced again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false 0 ]", "trace": ["g0", "g1"] },
    { "value": "[ false false 0 ]", "trace": ["g0", "g1", "g1"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.genList (i: builtins.trace "g${toString i}" (if i == 1 then throw "e" else i)) 3;
in
[ (builtins.tryEval (builtins.deepSeq r 0)).success (builtins.tryEval (builtins.deepSeq r 0)).success (builtins.elemAt r 0) ]
