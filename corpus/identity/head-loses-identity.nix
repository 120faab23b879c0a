/* {
  "description": "head and elemAt yield values of their own.",
  "level": "implementation-defined",
  "expect": { "value": "[ false false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
  l = [ f ];
in
[ ([ (builtins.head l) ] == [ f ]) ([ (builtins.elemAt l 0) ] == [ f ]) (l == l) ]
