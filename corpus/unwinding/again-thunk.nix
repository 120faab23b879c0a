/* {
  "description": "Whether a thunk that failed runs again when it is demanded again depends on the version.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["run"] },
    { "value": "[ false false ]", "trace": ["run", "run"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.trace "run" (throw "t");
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
