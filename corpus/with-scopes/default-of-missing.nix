/* {
  "description": "A name that the inner namespace has with any value, even null, is not looked for outside.",
  "expect": { "value": "null" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with { a = 1; }; with { a = null; }; a
