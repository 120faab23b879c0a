/* {
  "description": "A throw in the argument of a function with a set pattern is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (({ a ? 1 }: a) (throw "t"))).success then 20 else 300) + 4000
