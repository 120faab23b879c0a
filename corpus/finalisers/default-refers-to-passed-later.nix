/* {
  "description": "A default that refers to a later formal sees the value that was passed for it.",
  "expect": { "value": "[ 11 10 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? b + 1, b ? throw "not taken" }: [ a b ]) { b = 10; }
