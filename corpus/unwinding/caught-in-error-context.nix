/* {
  "description": "A throw under addErrorContext is still a throw.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.addErrorContext "while" (throw "t"))).success then 20 else 300) + 4000
