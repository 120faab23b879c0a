/* {
  "description": "A failing member inside the result of tryEval fails where the result is used.",
  "expect": { "error": "throw" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.tryEval ([ (throw "a") ])
