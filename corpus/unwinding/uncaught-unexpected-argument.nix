/* {
  "description": "An unexpected argument is not caught.",
  "expect": { "error": "unexpected-argument" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (({ a }: a) { a = 1; b = 2; })
