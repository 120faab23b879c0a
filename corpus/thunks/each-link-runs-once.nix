/* {
  "description": "In a chain of thunks with effects of their own every link runs once, outermost first.",
  "expect": { "value": "[ 1 1 1 1 1 ]", "trace": ["d", "c", "b", "a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  a = builtins.trace "a" 1;
  b = builtins.trace "b" a;
  c = builtins.trace "c" b;
  d = builtins.trace "d" c;
in
[ d b d a c ]
