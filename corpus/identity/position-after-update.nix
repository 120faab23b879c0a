/* {
  "description": "The position of an attribute that // replaced is that of its new definition.",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 0 -1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = { a = 1; b = 1; };
  r = { a = 2; };
  line = s: n: (builtins.unsafeGetAttrPos n s).line;
in [ (line (l // r) "a" - line l "a") (line (l // r) "b" - line l "b") (line (r // l) "a" - line r "a") ]
