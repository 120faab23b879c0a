/* {
  "description": "A call that failed is made again, or fails again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["f", "body"] },
    { "value": "[ false false ]", "trace": ["f", "body", "f", "body"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = (builtins.trace "f" (x: builtins.trace "body" (throw "e"))) 1;
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
