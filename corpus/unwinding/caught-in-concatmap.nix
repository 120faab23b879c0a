/* {
  "description": "A throw in the function of concatMap is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.concatMap (x: if x == 2 then throw "t" else [ x ]) [ 1 2 ])).success then 20 else 300) + 4000
