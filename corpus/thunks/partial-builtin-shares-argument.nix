/* {
  "description": "An argument of a partly applied builtin is shared by all its completions.",
  "expect": { "value": "[ 4 5 ]", "trace": ["x"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let g = builtins.add (builtins.trace "x" 3); in [ (g 1) (g 2) ]
