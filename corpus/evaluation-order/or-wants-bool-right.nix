/* {
  "description": "The right operand of `||` must be a boolean when it is evaluated.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
false || 5
