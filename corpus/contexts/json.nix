/* {
  "description": "toJSON keeps the contexts of the strings in it.",
  "requires": ["store"],
  "expect": { "value": "[ [ \"a\" \"b\" ] [ \"o\" ] [ ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  c = n: builtins.appendContext n { "/nix/store/00000000000000000000000000000000-${n}" = { path = true; }; };
  names = s: map (p: builtins.substring 44 9 p) (builtins.attrNames (builtins.getContext s));
in [ (names (builtins.toJSON { a = c "a"; l = [ (c "b") ]; })) (names (builtins.toJSON { outPath = c "o"; })) (names (builtins.toJSON 1)) ]
