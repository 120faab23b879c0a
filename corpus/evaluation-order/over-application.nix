/* {
  "description": "More arguments than a builtin or function takes go to what it returns.",
  "expect": { "value": "[ 5 [ 2 1 ] 7 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  k = x: y: z: x;
in
[ (k builtins.sub 0 0 7 2) (builtins.head [ (a: b: [ b a ]) ] 1 2) (builtins.elemAt [ builtins.add 0 ] 0 3 4) ]
