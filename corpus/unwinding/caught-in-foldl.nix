/* {
  "description": "A throw in the function of foldl' is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.foldl' (a: e: if e == 2 then throw "t" else a + e) 0 [ 1 2 3 ])).success then 20 else 300) + 4000
