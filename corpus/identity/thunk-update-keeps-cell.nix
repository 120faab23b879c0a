/* {
  "description": "Forcing a thunk does not change which cell a variable refers to.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = if true then (x: x) else null;
  l = [ f ];
  m = [ f ];
in
[ (builtins.seq f (l == m)) (l == [ f ]) ]
