/* {
  "description": "`inherit f` keeps the value, `inherit (s) f` makes a new one each time.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
  s = { inherit f; };
  l = [ f ];
in
[ (let inherit f; in [ f ] == l) ({ inherit f; } == s) ({ inherit (s) f; } == { inherit (s) f; }) (let inherit (s) f; in [ f ] == [ f ]) ]
