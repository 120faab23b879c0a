/* {
  "description": "A dynamic attribute whose name the set has already is an error.",
  "expect": { "error": "value" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ a = 1; ${"a" + ""} = 2; }
