/* {
  "description": "A throw in function position is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ((throw "t") 1 2)).success then 20 else 300) + 4000
