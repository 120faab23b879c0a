/* {
  "description": "The order of bindings does not matter: what is demanded first is evaluated first.",
  "expect": { "value": "[ 3 1 2 ]", "trace": ["c", "a", "b"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = builtins.trace "a" 1; b = builtins.trace "b" 2; c = builtins.trace "c" 3; in [ c a b ]
