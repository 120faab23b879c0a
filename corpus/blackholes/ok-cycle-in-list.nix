/* {
  "description": "A list may contain itself; its length is known.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ 1 l ]; in [ (builtins.length l) (builtins.head (builtins.elemAt l 1)) ]
