/* {
  "description": "The right operand of `||` is not looked at when the left one is true.",
  "expect": { "value": "true" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
true || 5
