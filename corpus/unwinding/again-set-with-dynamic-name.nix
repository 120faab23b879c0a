/* {
  "description": "A set whose name failed is built again, or fails again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["k"] },
    { "value": "[ false false ]", "trace": ["k", "k"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = { ${builtins.trace "k" (throw "e")} = 1; };
in
[ (builtins.tryEval s).success (builtins.tryEval s).success ]
