/* {
  "description": "A throw in a list that is coerced to a string is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (toString [ 1 [ "a" (throw "t") ] ])).success then 20 else 300) + 4000
