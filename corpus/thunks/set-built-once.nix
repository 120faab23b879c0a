/* {
  "description": "A set that is the value of a thunk is built once; its members are forced one by one.",
  "expect": { "value": "[ 2 2 1 ]", "trace": ["s", "b", "a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.trace "s" { a = builtins.trace "a" 1; b = builtins.trace "b" 2; };
in
[ s.b s.b s.a ]
