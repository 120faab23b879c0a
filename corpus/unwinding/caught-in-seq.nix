/* {
  "description": "A throw in either argument of seq is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.seq 1 (builtins.seq (throw "t") 2))).success then 20 else 300) + 4000
