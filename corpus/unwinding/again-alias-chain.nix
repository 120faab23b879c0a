/* {
  "description": "A failure that passed through several thunks is repeated, or not, for each of them.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false false ]", "trace": ["c", "b", "a"] },
    { "value": "[ false false false false ]", "trace": ["c", "b", "a", "b", "a", "a", "c", "b", "a"] }
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
[ (builtins.tryEval c).success (builtins.tryEval b).success (builtins.tryEval a).success (builtins.tryEval c).success ]
