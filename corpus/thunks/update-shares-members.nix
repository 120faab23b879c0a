/* {
  "description": "`//` and inherit share the members of their operands.",
  "expect": { "value": "[ 1 1 1 2 ]", "trace": ["a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = { a = builtins.trace "a" 1; b = 0; };
  u = s // { b = 2; };
  v = { inherit (u) a b; };
in
[ v.a u.a s.a v.b ]
