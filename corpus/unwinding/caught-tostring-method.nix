/* {
  "description": "A throw in `__toString` is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ("${{ __toString = self: throw "t"; }}")).success then 20 else 300) + 4000
