/* {
  "description": "An uncaught error after a caught one ends the evaluation; what was caught before does not matter.",
  "expect": { "error": "abort" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.foldl' (a: e: if (builtins.tryEval e).success then a + e else abort "end") 0 [ 1 2 (throw "t") ]
