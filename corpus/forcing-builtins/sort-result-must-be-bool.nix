/* {
  "description": "A comparator that returns no boolean is a type error.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.sort (a: b: 1) [ 1 2 ]
