/* {
  "description": "The left operand of + is coerced to a string before the right one is evaluated.",
  "expect": { "value": "\"lr\"", "trace": ["left", "right"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ outPath = builtins.trace "left" "l"; } + (builtins.trace "right" "r")
