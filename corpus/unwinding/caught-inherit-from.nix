/* {
  "description": "A throw in the source of an inherit is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (let inherit (throw "t") a; in a)).success then 20 else 300) + 4000
