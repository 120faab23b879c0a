/* {
  "description": "A failed argument is the same thunk in every function that it is handed to.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["bad"] },
    { "value": "[ false false false ]", "trace": ["bad", "bad", "bad"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  bad = builtins.trace "bad" (throw "e");
  f = x: (builtins.tryEval x).success;
  g = x: f x;
in
[ (f bad) (g bad) ((x: f x) bad) ]
