/* {
  "description": "Evaluating one member leaves the others unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = 2; b = <CODE>; }" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { a = 1 + 1; b = 3 * 3; }; in builtins.seq s.a s
