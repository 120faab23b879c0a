/* {
  "description": "A chain of aliases defined from last to first shares one evaluation.",
  "expect": { "value": "[ 1 1 1 1 ]", "trace": ["d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = b; b = c; c = d; d = builtins.trace "d" 1; in [ a d b c ]
