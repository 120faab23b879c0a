/* {
  "description": "A type error is not caught.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (1 + "a")
