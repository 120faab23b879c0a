/* {
  "description": "throw of something that is no string is a type error and not caught.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (throw { })
