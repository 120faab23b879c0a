/* {
  "description": "A value given to listToAttrs may be computed from the resulting set.",
  "expect": { "value": "2" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = builtins.listToAttrs [ { name = "a"; value = s.b + 1; } { name = "b"; value = 1; } ]; in s.a
