/* {
  "description": "A throw in the branch that is taken is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (if 1 < 2 then throw "t" else 2)).success then 20 else 300) + 4000
