/* {
  "description": "An error that is not caught ends the evaluation although only `success` was asked for.",
  "expect": { "error": "missing-attribute" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.tryEval (throw "t")).success (builtins.tryEval { }.a).success ]
