/* {
  "description": "A thunk that failed inside a builtin's callback may be tried again.",
  "expect": { "value": "[ false false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  l = builtins.sort (a: b: throw "no") [ 2 1 ];
  s = x: (builtins.tryEval x).success;
in
[ (s l) (s l) (s (builtins.head l)) ]
