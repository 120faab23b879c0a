/* {
  "description": "A throw in the set that is selected from is caught, also if there is a default.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ((throw "t").a or 1)).success then 20 else 300) + 4000
