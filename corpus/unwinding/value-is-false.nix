/* {
  "description": "The `value` of a failed tryEval is false.",
  "expect": { "value": "[ { success = false; value = false; } { success = true; value = null; } true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.tryEval (throw "t")) (builtins.tryEval null) (builtins.tryEval (x: x)).success ]
