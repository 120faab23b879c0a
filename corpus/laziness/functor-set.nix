/* {
  "description": "A functor is a set; its function stays unevaluated until it is called.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> { __functor = <LAMBDA>; k = 1; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  o = { __functor = self: x: x + self.k; k = 0 + 1; };
in
builtins.seq (o 1) [ (builtins.seq o 0) o ]
