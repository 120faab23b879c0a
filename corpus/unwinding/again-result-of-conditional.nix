/* {
  "description": "A failed thunk that is the result of a conditional fails for both.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["T"] },
    { "value": "[ false false false ]", "trace": ["T", "T", "T"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  t = builtins.trace "T" (throw "a");
  o = if true then t else 0;
in
[ (builtins.tryEval o).success (builtins.tryEval t).success (builtins.tryEval o).success ]
