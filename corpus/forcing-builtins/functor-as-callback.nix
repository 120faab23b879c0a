/* {
  "description": "map, filter, foldl', all and genList accept functors as callbacks.",
  "expect": { "value": "[ [ 2 3 ] [ 2 ] 6 true [ 1 2 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f1 = { __functor = self: x: x + self.k; k = 1; };
  p = { __functor = _: x: x > 1; };
  op = { __functor = _: a: { __functor = _: e: a * e; }; };
in
[ (map f1 [ 1 2 ]) (builtins.filter p [ 1 2 ]) (builtins.foldl' op 1 [ 2 3 ]) (builtins.all p [ 2 3 ]) (builtins.genList f1 2) ]
