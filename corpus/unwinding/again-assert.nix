/* {
  "description": "A failed assertion is checked again, or fails again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["c"] },
    { "value": "[ false false ]", "trace": ["c", "c"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = assert (builtins.trace "c" false); 1;
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
