/* {
  "description": "A store name cannot begin with `..-`, which older versions allow.",
  "expect": [{"when": ["store-names-of-dots-refused"], "error": "value"}, {"value": "48"}],
  "level": "implementation-defined",
  "requires": ["store"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.stringLength (builtins.toFile "..-a" "x")
