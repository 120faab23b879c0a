/* {
  "description": "A functor that yields functors can be applied many times.",
  "expect": { "value": "5000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = n: { __functor = self: x: f (n + x); v = n; };
in
(builtins.foldl' (g: x: g x) (f 0) (builtins.genList (i: 1) 5000)).v
