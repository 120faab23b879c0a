/* {
  "description": "all and any force their function even for an empty list.",
  "expect": { "value": "[ false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.tryEval (builtins.all (throw "f") [ ])).success (builtins.tryEval (builtins.any (throw "f") [ ])).success ]
