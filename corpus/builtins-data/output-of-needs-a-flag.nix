/* {
  "description": "outputOf is there only with the experimental feature dynamic-derivations.",
  "expect": [{"when": ["builtin-outputOf"], "value": "true"}, {"value": "false"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? outputOf
