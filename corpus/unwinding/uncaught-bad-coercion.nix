/* {
  "description": "A set that cannot be coerced to a string is not caught.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval ("${{ a = 1; }}")
