/* {
  "description": "An element that map failed to make is made again, or fails again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["f1"] },
    { "value": "[ false false ]", "trace": ["f1", "f1"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = map (x: builtins.trace "f${toString x}" (throw "e")) [ 1 2 ];
in
[ (builtins.tryEval (builtins.head r)).success (builtins.tryEval (builtins.head r)).success ]
