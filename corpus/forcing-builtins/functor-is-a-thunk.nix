/* {
  "description": "A functor may itself be the result of an evaluation, or a builtin, or a functor.",
  "expect": { "value": "[ 2 5 [ 2 3 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  later = self: x: self.n + x;
  a = { __functor = if true then later else null; n = 1; };
  b = { __functor = self: builtins.sub self.n; n = 9; };
  c = { __functor = { __functor = _: self: x: [ self.n x ]; }; n = 2; };
in
[ (a 1) (b 4) (c 3) ]
