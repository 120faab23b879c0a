/* {
  "description": "A member that mapAttrs failed to make is made again, or fails again; the set is intact.",
  "expect": [
    { "when": ["failed-thunks-kept"], "value": "[ false false true ]", "trace": ["a"] },
    { "value": "[ false false true ]", "trace": ["a", "a"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  r = builtins.mapAttrs (n: v: builtins.trace n (throw "e")) { a = 1; b = 2; };
in
[ (builtins.tryEval r.a).success (builtins.tryEval r.a).success (builtins.tryEval r).success ]
