/* {
  "description": "A throw in the predicate of partition is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.partition (x: throw "t") [ 1 ])).success then 20 else 300) + 4000
