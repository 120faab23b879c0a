/* {
  "description": "abort in a callback passes through the builtin and tryEval.",
  "expect": { "error": "abort" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval (builtins.sort (a: b: abort "a") [ 1 2 ])
