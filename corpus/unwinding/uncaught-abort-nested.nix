/* {
  "description": "No number of tryEvals catches abort.",
  "expect": { "error": "abort" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval ((builtins.tryEval (abort "a")).success)
