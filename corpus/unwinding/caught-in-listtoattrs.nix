/* {
  "description": "A throw in a name is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.listToAttrs [ { name = "a"; value = 1; } { name = throw "t"; value = 2; } ])).success then 20 else 300) + 4000
