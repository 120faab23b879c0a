/* {
  "description": "A throw in a key is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.genericClosure { startSet = [ { key = 1; } { key = throw "t"; } ]; operator = x: [ ]; })).success then 20 else 300) + 4000
