/* {
  "description": "map calls its function for every element, also for equal ones.",
  "expect": { "value": "[ 1 1 2 2 ]", "trace": ["f", "x", "f", "f", "f"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = builtins.trace "x" 1; in map (v: builtins.trace "f" v) [ x x 2 2 ]
