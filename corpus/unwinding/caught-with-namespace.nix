/* {
  "description": "A throw in the namespace of a with is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (with throw "t"; missing)).success then 20 else 300) + 4000
