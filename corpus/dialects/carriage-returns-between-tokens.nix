/* {
  "description": "Carriage returns between tokens are white space.",
  "expect": {"value": "3"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
1 +
2
