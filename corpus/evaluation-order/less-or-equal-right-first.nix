/* {
  "description": "`a <= b` is `!(b < a)` and evaluates its right operand first.",
  "expect": { "value": "false", "trace": ["right", "left"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "left" 6) <= (builtins.trace "right" 3)
