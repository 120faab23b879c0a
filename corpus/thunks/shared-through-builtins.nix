/* {
  "description": "foldl', head, elemAt, seq and getAttr return the member itself, evaluated once.",
  "expect": { "value": "[ 9 9 9 9 9 9 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  t = builtins.trace "t" 9;
  a = builtins.foldl' (x: y: y) 0 [ t ];
  b = builtins.head [ a ];
  c = builtins.elemAt [ 0 b ] 1;
  d = builtins.seq 0 c;
  e = builtins.getAttr "k" { k = d; };
in
[ e t d c b a ]
