/* {
  "description": "zipAttrsWith calls its function for a name when that member is demanded; the values stay unforced.",
  "features": ["builtin-zipAttrsWith"],
  "expect": {"value": "[ 2 1 2 [ \"a\" \"b\" ] ]", "trace": ["a", "b"]},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  z = builtins.zipAttrsWith (n: vs: builtins.trace n (builtins.length vs)) [ { a = throw "v"; b = 1; } { a = throw "w"; } ];
in
[ z.a z.b z.a (builtins.attrNames z) ]
