/* {
  "description": "concatMap forces the lists that its function returns, not their elements.",
  "expect": { "value": "4" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length (builtins.concatMap (x: [ (throw "e") x ]) [ (throw "a") (throw "b") ])
