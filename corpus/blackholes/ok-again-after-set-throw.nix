/* {
  "description": "A set one of whose members failed is usable, and so are its other members.",
  "expect": { "value": "[ false 2 false 2 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = { bad = throw "no"; good = s.alt or 2; via = (builtins.tryEval s.bad).success; };
in
[ s.via s.good (builtins.tryEval s.bad).success s.good ]
