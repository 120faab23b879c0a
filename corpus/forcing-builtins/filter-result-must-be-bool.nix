/* {
  "description": "A predicate that returns no boolean is a type error.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.filter (x: x) [ true 1 ]
