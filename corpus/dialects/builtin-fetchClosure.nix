/* {
  "description": "builtins.fetchClosure is there where its experimental feature is on.",
  "expect": {"value": "true"},
  "features": ["builtin-fetchClosure"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins ? fetchClosure
