/* {
  "description": "A failing `__toString` is called for every thunk that coerces, and again, or not, for the same thunk.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false false ]", "trace": ["ts", "ts"] },
    { "value": "[ false false false ]", "trace": ["ts", "ts", "ts"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  o = { __toString = self: builtins.trace "ts" (throw "e"); };
  s = "${o}";
in
[ (builtins.tryEval s).success (builtins.tryEval s).success (builtins.tryEval "${o}").success ]
