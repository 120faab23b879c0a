/* {
  "description": "A missing required argument is an error although everything the body uses is there.",
  "expect": { "error": "missing-argument" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ a, b ? 1 }: b) { }
