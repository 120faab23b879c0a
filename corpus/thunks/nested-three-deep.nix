/* {
  "description": "When a thunk evaluates to a thunk that evaluates to a thunk, all of them end up with the value.",
  "expect": { "value": "[ 5 5 5 5 5 ]", "trace": ["p"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let pass = x: x; p = builtins.trace "p" 5; q = pass p; r = pass q; s = pass r; in [ s r q p s ]
