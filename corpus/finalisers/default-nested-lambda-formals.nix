/* {
  "description": "A default may apply a function whose own defaults refer to later formals of the outer one.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? ({ k ? b, l ? k }: l) { }, b ? 3 }: a) { }
