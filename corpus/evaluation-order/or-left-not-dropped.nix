/* {
  "description": "The left operand of `||` is evaluated even if the right one is true.",
  "expect": { "error": "throw" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(throw "left") || true
