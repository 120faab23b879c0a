/* {
  "description": "The left operand of `&&` must be a boolean even if the right one is false.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
5 && false
