/* {
  "description": "A throw in `outPath` is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ("${{ outPath = throw "t"; }}")).success then 20 else 300) + 4000
