/* {
  "description": "A member made by zipAttrsWith may be computed from another one.",
  "features": ["builtin-zipAttrsWith"],
  "expect": {"value": "[ 1 2 3 ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  s = builtins.zipAttrsWith (n: vs: if n == "a" then vs else s.a ++ vs) [ { a = 1; b = 2; } { b = 3; } ];
in
s.b
