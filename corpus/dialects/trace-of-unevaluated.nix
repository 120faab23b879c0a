/* {
  "description": "builtins.trace shows an unevaluated attribute as «thunk», or as <CODE>.",
  "expect": [{"when": ["trace-prints-thunk"], "value": "1", "trace": ["{ a = «thunk»; }"]}, {"value": "1", "trace": ["{ a = <CODE>; }"]}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.trace { a = 1 + 1; } 1
