/* {
  "description": "Of a dynamic attribute path only the first name is evaluated when the set is built.",
  "expect": { "value": "[ \"a\" ]", "trace": ["k1"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.attrNames { ${builtins.trace "k1" "a"}.${builtins.trace "k2" "b"} = builtins.trace "v" 1; }
