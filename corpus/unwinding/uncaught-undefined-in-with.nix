/* {
  "description": "A name that no namespace has is not caught.",
  "expect": { "error": "undefined-variable" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (with { }; missing)
