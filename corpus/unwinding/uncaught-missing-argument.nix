/* {
  "description": "A missing argument is not caught.",
  "expect": { "error": "missing-argument" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (({ a }: a) { })
