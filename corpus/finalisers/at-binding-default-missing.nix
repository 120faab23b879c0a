/* {
  "description": "A default that selects another formal from the `@` set fails when that one was not passed.",
  "expect": { "error": "missing-attribute" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ a ? all.b, b ? 5 }@all: a) { }
