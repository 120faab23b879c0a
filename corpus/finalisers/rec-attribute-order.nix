/* {
  "description": "The attributes of a recursive set may be defined in any order, not only that of their names.",
  "expect": { "value": "6" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec { z = y; y = x; x = b; a = z; b = 6; }.a
