/* {
  "description": "Operands are evaluated from left to right whatever binds tighter.",
  "expect": { "value": "3", "trace": ["a", "b", "c", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "a" 1) + (builtins.trace "b" 2) * (builtins.trace "c" 3) - (builtins.trace "d" 4)
