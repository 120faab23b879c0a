/* {
  "description": "A filter that failed starts from its first element when it is run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["p1", "p2"] },
    { "value": "[ false false ]", "trace": ["p1", "p2", "p1", "p2"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.filter (x: builtins.trace "p${toString x}" (if x == 2 then throw "e" else true)) [ 1 2 3 ];
in
[ (builtins.tryEval r).success (builtins.tryEval r).success ]
