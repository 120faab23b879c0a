/* {
  "description": "A type error in a callback is not caught.",
  "expect": { "error": "type" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (builtins.foldl' (a: e: a + e) 0 [ 1 "x" ])
