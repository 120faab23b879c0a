/* {
  "description": "A throw in the name of a dynamic attribute is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ({ a = 1; ${throw "t"} = 2; })).success then 20 else 300) + 4000
