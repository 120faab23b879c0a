/* {
  "description": "A division by zero is not caught.",
  "expect": { "error": "division-by-zero" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (1 / 0)
