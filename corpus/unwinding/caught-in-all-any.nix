/* {
  "description": "A throw in a predicate of all or any is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.all (x: x == 1 || throw "t") [ 1 2 ] && builtins.any (x: x == 2) [ 1 2 ])).success then 20 else 300) + 4000
