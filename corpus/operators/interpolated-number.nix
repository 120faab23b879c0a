/* {
  "description": "A number is not coerced to a string where it is a part of one.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"${1}"
