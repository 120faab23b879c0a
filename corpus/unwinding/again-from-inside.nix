/* {
  "description": "A thunk that failed first on its own is met again by the thunks that wait for it.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["a", "b", "c"] },
    { "value": "[ false false false ]", "trace": ["a", "b", "a", "c", "b", "a"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  a = builtins.trace "a" (throw "e");
  b = builtins.trace "b" a;
  c = builtins.trace "c" b;
in
[ (builtins.tryEval a).success (builtins.tryEval b).success (builtins.tryEval c).success ]
