/* {
  "description": "The elements of a list are evaluated when demanded, in the order of demand.",
  "expect": { "value": "2", "trace": ["e2", "e0"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = [ (builtins.trace "e0" 0) (builtins.trace "e1" 1) (builtins.trace "e2" 2) ];
in
builtins.elemAt l 2 + builtins.elemAt l 0
