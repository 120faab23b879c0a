/* {
  "description": "A throw in the last argument of a builtin is caught, the first ones are evaluated.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.substring 0 (1 + 1) (throw "t"))).success then 20 else 300) + 4000
