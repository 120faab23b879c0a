/* {
  "description": "Of two nested with the inner namespace is asked first.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with { a = 1; b = 1; }; with { a = 2; }; [ a b ]
