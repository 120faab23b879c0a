/* {
  "description": "intersectAttrs takes the members of its second argument and forces none.",
  "expect": { "value": "[ [ \"a\" ] 1 ]", "trace": ["right"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.intersectAttrs { a = throw "left"; c = throw "left"; } { a = builtins.trace "right" 1; b = throw "b"; };
in
[ (builtins.attrNames s) s.a ]
