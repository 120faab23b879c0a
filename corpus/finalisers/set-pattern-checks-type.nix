/* {
  "description": "A function with a set pattern refuses an argument that is no set, even if the pattern names nothing.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ ... }: 1) 2
