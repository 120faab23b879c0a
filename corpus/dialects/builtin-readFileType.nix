/* {
  "description": "builtins.readFileType is there in the versions that have it.",
  "expect": [{"when": ["builtin-readFileType"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? readFileType
