/* {
  "description": "tryEval catches a throw in the place of a function that is called, whether the call is the last act of its code or not.",
  "expect": { "value": "[ false false false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = e: (builtins.tryEval e).success; in [ (t ((throw "f") 1)) (t (1 + (throw "f") 1)) (t (let f = throw "f"; in f 1 2)) ]
