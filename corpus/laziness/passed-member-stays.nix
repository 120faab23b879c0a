/* {
  "description": "A member passed for a formal is the caller's, unevaluated or not.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a, b ? 0 }: [ a b ]) { a = 1 + 1; b = 2; }
