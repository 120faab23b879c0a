/* {
  "description": "A key of groupBy that is no string is a type error.",
  "features": ["builtin-groupBy"],
  "expect": {"error": "type"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.groupBy (x: x) [ "a" 1 ]
