/* {
  "description": "A nested attribute path makes an inner set that stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; d = 2; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
{ a.b.c = 1; d = 2; }
