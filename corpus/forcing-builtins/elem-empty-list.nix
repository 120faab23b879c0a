/* {
  "description": "elem of an empty list does not force the wanted value.",
  "expect": { "value": "false" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.elem (throw "x") [ ]
