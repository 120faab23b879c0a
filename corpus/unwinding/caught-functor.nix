/* {
  "description": "A throw in a functor is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ({ __functor = self: x: throw "t"; } 1)).success then 20 else 300) + 4000
