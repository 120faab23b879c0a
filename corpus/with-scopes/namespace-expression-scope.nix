/* {
  "description": "The namespace expression of a with sees the outer namespaces, not itself.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; with { a = a + 1; b = a; }; [ a b ]
