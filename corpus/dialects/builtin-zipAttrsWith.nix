/* {
  "description": "builtins.zipAttrsWith is there in the versions that have it.",
  "expect": [{"when": ["builtin-zipAttrsWith"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? zipAttrsWith
