/* {
  "description": "A throw in the member that is selected is caught; the default does not replace it.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ({ a = throw "t"; }.a or 1)).success then 20 else 300) + 4000
