/* {
  "description": "An interpolation that failed is put together from its first part when it is run again.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false ]", "trace": ["i1", "i2"] },
    { "value": "[ false false ]", "trace": ["i1", "i2", "i1", "i2"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = "${builtins.trace "i1" "a"}${builtins.trace "i2" (throw "e")}${builtins.trace "i3" "c"}";
in
[ (builtins.tryEval s).success (builtins.tryEval s).success ]
