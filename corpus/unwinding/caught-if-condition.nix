/* {
  "description": "A throw in the condition of a conditional is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (if throw "t" then 1 else 2)).success then 20 else 300) + 4000
