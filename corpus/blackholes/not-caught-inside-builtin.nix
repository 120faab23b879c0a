/* {
  "description": "An infinite recursion inside a callback passes through builtin and tryEval.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = map (x: (builtins.tryEval (builtins.head l)).success) [ 1 ];
  x = builtins.deepSeq (y: y) x;
in
builtins.tryEval (builtins.all (_: x) l)
