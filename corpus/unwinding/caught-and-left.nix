/* {
  "description": "A throw in the left operand of `&&` is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ((throw "t") && true)).success then 20 else 300) + 4000
