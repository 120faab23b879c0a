/* {
  "description": "`+` evaluates its left operand first.",
  "expect": { "value": "3", "trace": ["left", "right"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "left" 1) + (builtins.trace "right" 2)
