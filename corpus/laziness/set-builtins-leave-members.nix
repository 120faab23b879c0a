/* {
  "description": "`//`, intersectAttrs, removeAttrs and listToAttrs leave members as they are.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; b = <CODE>; c = 2; d = <CODE>; e = 3; g = <CODE>; h = 4; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
{ a = 0 + 1; }
// builtins.intersectAttrs { b = 0; c = 0; } { b = 0 + 2; c = 2; }
// builtins.removeAttrs { d = 0 + 3; e = 3; f = 0; } [ "f" ]
// builtins.listToAttrs [ { name = "g"; value = 0 + 4; } { name = "h"; value = 4; } ]
