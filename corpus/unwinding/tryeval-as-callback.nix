/* {
  "description": "tryEval itself can be the callback of map.",
  "expect": { "value": "[ { success = true; value = 2; } { success = false; value = false; } { success = true; value = \"s\"; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map builtins.tryEval [ (1 + 1) (throw "t") "s" ]
