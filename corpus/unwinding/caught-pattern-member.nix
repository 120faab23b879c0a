/* {
  "description": "A throw in a member of the argument is caught when it is used.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (({ a, b ? 2 }: a + b) { a = throw "t"; })).success then 20 else 300) + 4000
