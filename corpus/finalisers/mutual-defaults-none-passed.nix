/* {
  "description": "Defaults that refer to each other and are both taken are an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ a ? b, b ? a }: a) { }
