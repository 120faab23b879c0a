/* {
  "description": "A chain of aliases defined from first to last shares one evaluation.",
  "expect": { "value": "[ 1 1 1 1 ]", "trace": ["d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let d = builtins.trace "d" 1; c = d; b = c; a = b; in [ a d b c ]
