/* {
  "description": "elem forces list, then the wanted value, then elements until one is equal.",
  "expect": { "value": "true", "trace": ["l", "x", "e0", "e1"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.elem (builtins.trace "x" 1) (builtins.trace "l" [ (builtins.trace "e0" 0) (builtins.trace "e1" 1) (throw "unreached") ])
