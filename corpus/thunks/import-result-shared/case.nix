/* {
  "description": "All imports of one file share one evaluation of it.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 1 1 1 1 ]", "trace": ["file", "n"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = import ./part.nix; b = import ./part.nix; in [ a.n b.n a.n (import ./part.nix).n ]
