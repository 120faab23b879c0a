/* {
  "description": "`inherit` in a let takes the name from the with and makes it lexical inside.",
  "expect": { "value": "1" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = 1; }; let inherit a; in with { a = 2; }; a
