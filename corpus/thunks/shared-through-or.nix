/* {
  "description": "A thunk that serves as the default of a selection is shared with its other users.",
  "expect": { "value": "[ 2 2 2 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = builtins.trace "t" 2; x = { }.gone or t; y = { gone = x; }.gone or 0; in [ y x t ]
