/* {
  "description": "Thunks that finished before the failure keep their values; those that did not start can start.",
  "expect": { "value": "[ false 1 2 ]", "trace": ["done", "after"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  done = builtins.trace "done" 1;
  fails = done + (throw "t") + after;
  after = builtins.trace "after" 2;
in
[ (builtins.tryEval fails).success done after ]
