/* {
  "description": "A name that no namespace has is an undefined variable, found during evaluation.",
  "expect": { "error": "undefined-variable" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with { a = 1; }; with { b = 2; }; c
