/* {
  "description": "catAttrs collects members in order without forcing them.",
  "expect": { "value": "[ 2 2 ]", "trace": ["k1"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.catAttrs "k" [ { k = throw "k0"; } { j = 1; } { k = builtins.trace "k1" 2; } ];
in
[ (builtins.length l) (builtins.elemAt l 1) ]
