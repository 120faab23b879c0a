/* {
  "description": "Two thunks that evaluate to the same third thunk share its one evaluation.",
  "expect": { "value": "[ 4 4 4 ]", "trace": ["core"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  core = builtins.trace "core" 4;
  pass = x: x;
  left = pass core;
  right = pass core;
in
[ left right core ]
