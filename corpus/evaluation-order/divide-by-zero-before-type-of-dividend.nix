/* {
  "description": "A division by zero is found before the type of the dividend is looked at.",
  "expect": {"error": "division-by-zero"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ ] / 0
