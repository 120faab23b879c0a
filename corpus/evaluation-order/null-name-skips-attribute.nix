/* {
  "description": "A dynamic attribute whose name is null is left out, and its value is never evaluated.",
  "expect": { "value": "[ [ \"a\" \"b\" ] [ ] ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = { ${null} = throw "value"; a = 1; b.${null} = throw "value"; };
in
[ (builtins.attrNames s) (builtins.attrNames s.b) ]
