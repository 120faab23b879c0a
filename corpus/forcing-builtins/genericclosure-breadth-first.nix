/* {
  "description": "genericClosure calls its operator once per new key, in the order in which the items were found.",
  "expect": { "value": "[ 1 2 3 4 5 6 7 ]", "trace": ["op1", "op2", "op3", "op4", "op5", "op6", "op7"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.key) (builtins.genericClosure {
  startSet = [ { key = 1; } ];
  operator = x: builtins.trace "op${toString x.key}" (if x.key < 4 then [ { key = x.key * 2; } { key = x.key * 2 + 1; } ] else [ ]);
})
