/* {
  "description": "A thunk that comes back through many tail calls is still the caller's own thunk.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  down = n: x: if n == 0 then x else down (n - 1) x;
  v = builtins.trace "v" 1;
in
[ (down 6 v) (down 3 v) v ]
