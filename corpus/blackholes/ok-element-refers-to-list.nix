/* {
  "description": "An element may be computed from another element of the same list.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ (builtins.elemAt l 2 + 1) (builtins.head l + 1) 1 ]; in builtins.elemAt l 1
