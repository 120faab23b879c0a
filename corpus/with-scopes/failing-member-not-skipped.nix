/* {
  "description": "A failing member of the inner namespace is not replaced by one of the outer.",
  "expect": { "error": "throw" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with { a = 1; }; with { a = throw "inner"; }; a
