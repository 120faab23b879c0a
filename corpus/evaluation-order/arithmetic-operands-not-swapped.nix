/* {
  "description": "The operands of `-` and `/` keep their sides through thunks and nesting.",
  "expect": { "value": "[ 15 -15 4 15 -15 10 35 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  a = 20;
  b = 5;
  f = x: y: x - y;
in
[ (a - b) (b - a) (a / b) (f a b) (f b a) (a - b - b) (a - (b - a)) ]
