/* {
  "description": "builtins.parseFlakeRef is there in the versions that have it.",
  "expect": [{"when": ["builtin-parseFlakeRef"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? parseFlakeRef
