/* {
  "description": "Whether sort looks at its function for an empty list depends on the version.",
  "expect": [{ "when": ["sort-filter-list-first"], "value": "[ ]" }, { "error": "throw" }],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.sort (throw "f") [ ]
