/* {
  "description": "Local variables and namespaces are the same after a throw was caught in the middle of an expression.",
  "expect": { "value": "[ 1 2 false 1 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  x = 1;
in
with { y = 2; }; (z: [ x y (builtins.tryEval (let x = 9; in with { y = 8; }; (z: throw "t") x)).success x y z ]) 3
