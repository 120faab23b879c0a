/* {
  "description": "A throw in the operator of genericClosure is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: if x.key == 3 then throw "t" else [ { key = x.key + 1; } ]; })).success then 20 else 300) + 4000
