/* {
  "description": "A thunk reached by attribute selection is shared with the attribute.",
  "expect": { "value": "[ 8 8 8 ]", "trace": ["n"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { m.n = builtins.trace "n" 8; }; x = s.m.n; y = x; in [ y s.m.n x ]
