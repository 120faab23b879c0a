/* {
  "description": "Members of a set: variables and literals are values, the rest stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = 1; b = \"s\"; c = 1; d = <CODE>; e = <CODE>; f = <CODE>; g = <CODE>; h = null; i = true; v = 1; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  v = 1;
in
{ a = 1; b = "s"; c = v; inherit v; d = 1 + 1; e = { }; f = x: x; g = -1; h = null; i = true; }
