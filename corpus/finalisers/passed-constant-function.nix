/* {
  "description": "A function without captures may be passed where the default has some.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? x: b, b ? 1 }: a 0) { a = y: 2; }
