/* {
  "description": "deepSeq of a value that contains itself ends.",
  "expect": { "value": "1" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { l = [ s m ]; n = 1; }; m = { back = s; }; in builtins.deepSeq s s.n
