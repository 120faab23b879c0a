/* {
  "description": "A comparison that failed compares again from the start; members that were evaluated are not evaluated again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["l1", "l2"] },
    { "value": "[ false false ]", "trace": ["l1", "l2", "l2"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  l = [ (builtins.trace "l1" 1) (builtins.trace "l2" (throw "e")) ];
  r = l == [ 1 2 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
