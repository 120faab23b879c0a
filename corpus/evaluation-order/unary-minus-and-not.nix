/* {
  "description": "Unary minus and `!` evaluate their operand once.",
  "expect": { "value": "[ -1 false ]", "trace": ["a", "b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (-(builtins.trace "a" 1)) (!(builtins.trace "b" true)) ]
