/* {
  "description": "A default that failed belongs to its call: another call evaluates its own.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["d", "d"] },
    { "value": "[ false false false ]", "trace": ["d", "d", "d"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  f = { a ? builtins.trace "d" (throw "e") }: a;
  r = f { };
in
[ (builtins.tryEval r).success (builtins.tryEval r).success (builtins.tryEval (f { })).success ]
