/* {
  "description": "A thunk that failed may be tried again: its second failure is the throw, not an infinite recursion.",
  "expect": { "value": "[ false false false ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let t = throw "no"; s = x: (builtins.tryEval x).success; in [ (s t) (s t) (s (t + 1)) ]
