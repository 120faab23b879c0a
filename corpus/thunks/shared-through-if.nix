/* {
  "description": "A thunk that is the result of a conditional is shared, not copied.",
  "expect": { "value": "[ 6 6 6 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  t = builtins.trace "t" 6;
  pick = n: if n > 0 then t else 0 - t;
  x = pick 1;
  y = pick 2;
in
[ x y t ]
