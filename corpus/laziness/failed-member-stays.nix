/* {
  "description": "A member whose evaluation failed stays unevaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "{ a = <CODE>; b = 1; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = throw "t"; b = 0 + 1; }; in builtins.seq (builtins.tryEval s.a) (builtins.seq s.b s)
