/* {
  "description": "A throw is caught by tryEval, and evaluation goes on with the operands that were waiting.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (throw "t")).success then 20 else 300) + 4000
