/* {
  "description": "Whether genericClosure looks at its operator when there is nothing to start with depends on the version.",
  "expect": [{ "when": ["sort-filter-list-first"], "value": "[ ]" }, { "error": "throw" }],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.genericClosure { startSet = [ ]; operator = throw "x"; }
