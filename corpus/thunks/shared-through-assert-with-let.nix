/* {
  "description": "assert, with and let around a variable leave the variable's thunk shared.",
  "expect": { "value": "[ 2 2 2 2 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  t = builtins.trace "t" 2;
  x = assert true; t;
  y = with { here = x; }; here;
  z = let w = y; in w;
in
[ z y x t ]
