/* {
  "description": "A missing entry of the search path can be caught.",
  "requires": ["search-path"],
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (<no-such-entry-anywhere>)).success then 20 else 300) + 4000
