/* {
  "description": "head of an empty list is not caught.",
  "expect": { "error": "value" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (builtins.head [ ])
