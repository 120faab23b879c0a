/* {
  "description": "`*` evaluates its left operand first.",
  "expect": { "value": "6", "trace": ["left", "right"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "left" 3) * (builtins.trace "right" 2)
