/* {
  "description": "Attributes of a recursive set that demand each other are an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec { a = c - 1; b = a - 1; c = b - 1; }.b
