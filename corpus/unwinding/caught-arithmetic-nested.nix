/* {
  "description": "A throw deep inside nested operators is caught; no operand is left behind.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (1 + (2 * (3 - (4 / (throw "t")))))).success then 20 else 300) + 4000
