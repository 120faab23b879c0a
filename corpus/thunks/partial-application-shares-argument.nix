/* {
  "description": "The first argument of a partial application is shared by all its completions.",
  "expect": { "value": "[ 3 6 9 ]", "trace": ["x"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: y: x * y; g = f (builtins.trace "x" 3); in [ (g 1) (g 2) (g 3) ]
