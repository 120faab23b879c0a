/* {
  "description": "A throw in an element that elem compares is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.elem 2 [ 1 (throw "t") 2 ])).success then 20 else 300) + 4000
