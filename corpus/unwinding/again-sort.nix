/* {
  "description": "A sort that failed starts anew when it is run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["cmp"] },
    { "value": "[ false false ]", "trace": ["cmp", "cmp"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.sort (a: b: builtins.trace "cmp" (throw "e")) [ 2 1 3 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
