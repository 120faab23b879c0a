/* {
  "description": "Two intermediate results that depend on one thunk do not evaluate it twice.",
  "expect": { "value": "[ 132 132 11 12 ]", "trace": ["left", "base", "right"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  base = builtins.trace "base" 10;
  left = builtins.trace "left" (base + 1);
  right = builtins.trace "right" (base + 2);
  top = left * right;
in
[ top top left right ]
