/* {
  "description": "The set `builtins` is equal to itself.",
  "level": "implementation-defined",
  "expect": { "value": "true" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins == builtins
