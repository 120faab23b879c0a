/* {
  "description": "A member merged into a recursive literal is visible in it.",
  "level": "implementation-defined",
  "expect": { "value": "4" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
{ a = rec { p = q; }; a.q = 4; }.a.p
