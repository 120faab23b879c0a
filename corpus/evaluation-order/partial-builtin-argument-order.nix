/* {
  "description": "Arguments of partly applied builtins arrive in the order in which they were given.",
  "expect": { "value": "[ \"bc\" \"y\" 7 123 45 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.substring 1;
  t = s 2;
  d = builtins.sub 10;
  r = builtins.foldl' (a: b: a * 10 + b);
  r1 = r 1;
in
[ (t "abcd") (s 1 "xyz") (d 3) (r1 [ 2 3 ]) (r 4 [ 5 ]) ]
