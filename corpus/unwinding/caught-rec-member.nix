/* {
  "description": "A throw in a member of a recursive set is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (rec { a = b; b = throw "t"; }.a)).success then 20 else 300) + 4000
