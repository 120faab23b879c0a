/* {
  "description": "An argument that no formal names is an error although the body does not look at it.",
  "expect": { "error": "unexpected-argument" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ a ? b, b ? 1 }: 0) { c = throw "unused"; }
