/* {
  "description": "An index beyond 32 bits is out of range; older versions cut it.",
  "expect": [{"when": ["wide-indices"], "error": "value"}, {"value": "1"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.elemAt [ 1 ] 4294967296
