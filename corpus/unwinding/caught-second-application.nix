/* {
  "description": "A throw in a partial application that is completed later is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ((let f = x: throw "t"; g = f 1; in g) 2)).success then 20 else 300) + 4000
