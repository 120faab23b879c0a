/* {
  "description": "`false` and `true` are names that may be bound; operators use the bound value.",
  "expect": { "value": "true" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let false = 1 == 1; f = x: false || x; in f (1 == 2)
