/* {
  "description": "builtins.groupBy is there in the versions that have it.",
  "expect": [{"when": ["builtin-groupBy"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? groupBy
