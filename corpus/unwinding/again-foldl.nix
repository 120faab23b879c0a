/* {
  "description": "A fold that failed starts with the initial accumulator when it is run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["s1", "s2", "s3"] },
    { "value": "[ false false ]", "trace": ["s1", "s2", "s3", "s1", "s2", "s3"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.foldl' (a: x: builtins.trace "s${toString x}" (if x == 3 then throw "e" else a + x)) 0 [ 1 2 3 4 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
