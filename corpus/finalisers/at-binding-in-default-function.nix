/* {
  "description": "A function in default position captures the `@` name and later formals together.",
  "expect": { "value": "11" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ f ? (n: (all.k or k) + n), k ? 1, ... }@all: f 10) { }
