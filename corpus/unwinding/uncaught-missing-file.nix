/* {
  "description": "A file that does not exist is not caught.",
  "requires": ["filesystem"],
  "expect": { "error": "io" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (import ./none.nix)
