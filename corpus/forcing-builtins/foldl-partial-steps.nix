/* {
  "description": "The function of foldl' is applied to one argument and then the other, so its inner function sees both.",
  "expect": { "value": "123", "trace": ["one 1", "two 2", "one 12", "two 3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: builtins.trace "one ${toString a}" (e: builtins.trace "two ${toString e}" (a * 10 + e))) 1 [ 2 3 ]
