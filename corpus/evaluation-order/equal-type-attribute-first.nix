/* {
  "description": "`==` of sets looks first whether both are derivations, which forces `type` of the left one, and then of the right one.",
  "expect": { "value": "[ false true false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.tryEval ({ type = throw "t"; } == { })).success (builtins.tryEval ({ } == { type = throw "t"; })).success (builtins.tryEval ({ type = "derivation"; outPath = "a"; } == { type = throw "t"; })).success ]
