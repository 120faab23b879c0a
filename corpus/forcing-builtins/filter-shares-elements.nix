/* {
  "description": "An element kept by filter is the very element, evaluated once.",
  "expect": { "value": "[ 2 1 2 ]", "trace": ["e1", "e2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ (builtins.trace "e1" 1) (builtins.trace "e2" 2) ]; in builtins.filter (x: x > 1) l ++ l
