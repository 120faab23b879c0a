/* {
  "description": "A throw in the function of groupBy is caught.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "4301"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
1 + (if (builtins.tryEval (builtins.groupBy (x: if x == "b" then throw "t" else x) [ "a" "b" ])).success then 20 else 300) + 4000
