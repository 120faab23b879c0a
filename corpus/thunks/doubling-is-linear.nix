/* {
  "description": "Applying `x: x + x` repeatedly to a thunk evaluates every intermediate result once.",
  "expect": { "value": "1099511627776", "trace": ["leaf"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  twice = x: x + x;
  up = n: x: if n == 0 then x else up (n - 1) (twice x);
in
up 40 (builtins.trace "leaf" 1)
