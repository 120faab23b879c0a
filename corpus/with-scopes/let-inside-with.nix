/* {
  "description": "A let inside a with shadows the namespace.",
  "expect": { "value": "[ 10 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; b = 2; }; let a = 10; in [ a b ]
