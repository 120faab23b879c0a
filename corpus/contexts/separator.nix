/* {
  "description": "concatStringsSep keeps the context of the separator, even when it separates nothing.",
  "requires": ["store"],
  "expect": { "value": "[ [ \"s\" ] [ \"s\" ] [ \"a\" \"b\" ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  c = n: builtins.appendContext n { "/nix/store/00000000000000000000000000000000-${n}" = { path = true; }; };
  names = s: map (p: builtins.substring 44 9 p) (builtins.attrNames (builtins.getContext s));
in [ (names (builtins.concatStringsSep (c "s") [ "x" "y" ])) (names (builtins.concatStringsSep (c "s") [ ])) (names (builtins.concatStringsSep "," [ (c "a") (c "b") ])) ]
