/* {
  "description": "A namespace that is no set is a type error when a name is looked up.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with 1; a
