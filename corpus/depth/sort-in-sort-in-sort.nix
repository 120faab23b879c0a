/* {
  "description": "Builtins that call back may be nested hundreds deep.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = n: if n == 0 then [ 1 2 ] else builtins.sort (a: b: builtins.head (f (n - 1)) == 0 || a < b) [ 2 1 ];
in
f 300
