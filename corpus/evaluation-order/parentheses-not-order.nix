/* {
  "description": "Parentheses change what is computed, not that the left operand comes first.",
  "expect": { "value": "2", "trace": ["a", "b", "c", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "a" 2) * ((builtins.trace "b" 3) - ((builtins.trace "c" 1) + (builtins.trace "d" 1)))
