/* {
  "description": "genericClosure forces start set, operator, and then key and call for one item after the other.",
  "expect": { "value": "[ { key = 1; } { key = 2; } ]", "trace": ["start", "op", "k1", "call1", "k2", "call2"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.genericClosure { startSet = builtins.trace "start" [ { key = builtins.trace "k1" 1; } { key = builtins.trace "k2" 2; } ]; operator = builtins.trace "op" (x: builtins.trace "call${toString x.key}" [ ]); }
