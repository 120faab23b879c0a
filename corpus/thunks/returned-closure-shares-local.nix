/* {
  "description": "A local binding captured by a returned function is evaluated once for all calls of that function.",
  "expect": { "value": "[ 11 21 12 22 ]", "trace": ["y1", "y2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  make = x: let y = builtins.trace "y${toString x}" (x * 10); in z: y + z;
  f = make 1;
  g = make 2;
in
[ (f 1) (g 1) (f 2) (g 2) ]
