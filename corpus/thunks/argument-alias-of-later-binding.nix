/* {
  "description": "A call whose argument is bound later in the same let shares that binding's evaluation.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["v"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = (x: (y: y) x) v; b = (x: x) a; v = builtins.trace "v" 1; in [ b v a ]
