/* {
  "description": "Earlier and later bindings can be captured together in any order.",
  "expect": { "value": "[ \"feadb\" \"gb<eadbd\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  a = "a";
  f = p: p + e + a + d + b;
  b = "b";
  g = p: p + b + f "<" + d;
  d = "d";
  e = "e";
in
[ (f "f") (g "g") ]
