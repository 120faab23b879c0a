/* {
  "description": "All thunks that waited for a failed one may be tried again, in any order.",
  "expect": { "value": "[ false false false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  a = throw "no";
  b = a + 1;
  c = (x: x) b;
  s = x: (builtins.tryEval x).success;
in
[ (s c) (s b) (s a) (s c) ]
