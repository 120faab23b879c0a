/* {
  "description": "A condition that is no boolean is a type error.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
if 1 then 2 else 3
