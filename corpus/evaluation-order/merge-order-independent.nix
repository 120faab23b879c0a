/* {
  "description": "The members of a set that is written in several parts are one set, whatever the order of the parts.",
  "expect": { "value": "[ true 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  p = { x.a = 1; y = 0; x.b = x2; };
  x2 = 2;
  q = { x = { b = 2; }; y = 0; x.a = 1; };
in
[ (p == q) p.x.b q.x.a ]
