/* {
  "description": "What was finished before the failure is not run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false 1 false ]", "trace": ["top", "mid", "ok"] },
    { "value": "[ false 1 false ]", "trace": ["top", "mid", "ok", "top", "mid"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  ok = builtins.trace "ok" 1;
  mid = builtins.trace "mid" (ok + (throw "e"));
  top = builtins.trace "top" (mid + ok);
in
[ (builtins.tryEval top).success ok (builtins.tryEval top).success ]
