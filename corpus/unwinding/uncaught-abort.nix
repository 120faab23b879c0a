/* {
  "description": "abort is not caught by tryEval.",
  "expect": { "error": "abort" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (abort "a")
