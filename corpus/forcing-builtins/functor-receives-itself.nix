/* {
  "description": "A functor is called with its own set first, then with the argument.",
  "expect": { "value": "[ 11 21 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  o = { __functor = self: x: self.base + x; base = 10; };
  p = o // { base = 20; };
in
[ (o 1) (p 1) ]
