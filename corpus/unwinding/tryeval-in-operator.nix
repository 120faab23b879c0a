/* {
  "description": "An operator of genericClosure can catch and go on.",
  "expect": { "value": "[ 1 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.key) (builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: if (builtins.tryEval (if x.key > 2 then throw "t" else 1)).success then [ { key = x.key + 1; } ] else [ ]; })
