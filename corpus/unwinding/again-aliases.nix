/* {
  "description": "Aliases of a failed thunk repeat its failure, whichever is demanded first.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["x"] },
    { "value": "[ false false false ]", "trace": ["x", "x", "x"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  x = builtins.trace "x" (throw "e");
  y = x;
  z = (q: q) x;
in
[ (builtins.tryEval z).success (builtins.tryEval y).success (builtins.tryEval x).success ]
