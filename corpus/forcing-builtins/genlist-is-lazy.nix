/* {
  "description": "genList calls its function only for the elements that are demanded.",
  "expect": { "value": "[ 3 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.genList (i: if i == 1 then i else throw "other") 3;
in
[ (builtins.length l) (builtins.elemAt l 1) ]
