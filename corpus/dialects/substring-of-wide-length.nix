/* {
  "description": "Lengths beyond 32 bits are taken as they are; older versions cut them.",
  "expect": [{"when": ["wide-indices"], "value": "\"abc\""}, {"value": "\"\""}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.substring 0 4294967296 "abc"
