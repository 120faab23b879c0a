/* {
  "description": "map calls its function only for the elements that are demanded, in the order in which they are.",
  "expect": { "value": "[ 30 10 30 ]", "trace": ["f3", "f1"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = map (x: builtins.trace "f${toString x}" (x * 10)) [ 1 2 3 ];
in
[ (builtins.elemAt l 2) (builtins.elemAt l 0) (builtins.elemAt l 2) ]
