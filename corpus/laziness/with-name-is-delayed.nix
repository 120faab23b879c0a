/* {
  "description": "A name that a with provides stays unevaluated in a list.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with { a = 1; }; [ a ]
