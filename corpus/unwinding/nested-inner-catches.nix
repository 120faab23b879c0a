/* {
  "description": "The innermost tryEval catches; the outer one sees a success.",
  "expect": { "value": "{ success = true; value = { success = false; value = false; }; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.tryEval (builtins.tryEval (throw "t"))
