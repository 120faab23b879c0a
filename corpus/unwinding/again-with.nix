/* {
  "description": "A namespace whose member failed is not evaluated again, the member is, or is not.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["ns", "a"] },
    { "value": "[ false false ]", "trace": ["ns", "a", "a"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  n = builtins.trace "ns" { a = builtins.trace "a" (throw "e"); };
  r = with n; a;
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
