/* {
  "description": "An index out of range is not caught.",
  "expect": { "error": "value" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (builtins.elemAt [ 1 ] 1)
