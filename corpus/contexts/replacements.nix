/* {
  "description": "replaceStrings keeps the context of the text and of the replacements that it used.",
  "requires": ["store"],
  "expect": { "value": "[ [ \"a\" ] [ \"t\" ] [ ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  c = n: builtins.appendContext n { "/nix/store/00000000000000000000000000000000-${n}" = { path = true; }; };
  names = s: map (p: builtins.substring 44 9 p) (builtins.attrNames (builtins.getContext s));
in [ (names (builtins.replaceStrings [ "x" "y" ] [ (c "a") (c "b") ] "-x-")) (names (builtins.replaceStrings [ "x" ] [ (c "a") ] (c "t"))) (names (builtins.replaceStrings [ (c "p") ] [ "q" ] "p")) ]
