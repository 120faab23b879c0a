/* {
  "description": "A throw in a predicate of filter is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.filter (x: if x == 2 then throw "t" else true) [ 1 2 3 ])).success then 20 else 300) + 4000
