/* {
  "description": "A string that is joined from others has the contexts of all of them.",
  "requires": ["store"],
  "expect": { "value": "[ [ \"a\" \"b\" ] [ \"a\" \"b\" ] [ \"a\" \"b\" \"c\" \"d\" \"e\" ] [ \"x\" ] [ \"x\" ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  c = n: builtins.appendContext n { "/nix/store/00000000000000000000000000000000-${n}" = { path = true; }; };
  names = s: map (p: builtins.substring 44 9 p) (builtins.attrNames (builtins.getContext s));
in [ (names (c "a" + c "b")) (names "${c "a"}-${c "b"}${c "a"}") (names "${c "e"}${c "d"} ${c "c"} ${c "b"}${c "a"}!") (names ("" + c "x")) (names (c "x" + "")) ]
