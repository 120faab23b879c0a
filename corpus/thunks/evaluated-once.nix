/* {
  "description": "A binding is evaluated at most once, however many readers it has.",
  "expect": { "value": "[ 7 8 49 7 ]", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let v = builtins.trace "v" 7; in [ v (v + 1) (v * v) v ]
