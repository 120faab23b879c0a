/* {
  "description": "seq evaluates its first argument before its second.",
  "expect": { "value": "3", "trace": ["a", "b", "c"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.seq (builtins.trace "a" 1) (builtins.seq (builtins.trace "b" 2) (builtins.trace "c" 3))
