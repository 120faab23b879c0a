/* {
  "description": "`//`, intersectAttrs, removeAttrs, attrValues and listToAttrs keep the members' identity.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true true true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
  s = { inherit f; };
in
[
  ({ } // s == s)
  (s // { a = 1; } == { inherit f; a = 1; })
  (builtins.intersectAttrs { f = 0; } s == s)
  (builtins.removeAttrs { inherit f; a = 1; } [ "a" ] == s)
  (builtins.attrValues s == [ f ])
  (builtins.listToAttrs [ { name = "f"; value = f; } ] == s)
]
