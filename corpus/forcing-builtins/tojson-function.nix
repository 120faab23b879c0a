/* {
  "description": "A function cannot be written as JSON.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.toJSON { a = 1; f = x: x; }
