/* {
  "description": "A missing attribute is not caught.",
  "expect": { "error": "missing-attribute" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval ({ }.a)
