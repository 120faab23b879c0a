/* {
  "description": "If both operands of `//` fail, the one that is evaluated first decides.",
  "expect": [
    { "when": ["update-right-first"], "error": "abort" },
    { "value": "{ success = false; value = false; }" }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval ((throw "left") // (abort "right"))
