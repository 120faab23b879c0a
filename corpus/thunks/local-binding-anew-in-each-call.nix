/* {
  "description": "A local binding is shared within a call and not between calls, even if it depends on no argument.",
  "expect": { "value": "[ 10 10 ]", "trace": ["t", "t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = n: let t = builtins.trace "t" 5; in t + t; in [ (f 0) (f 0) ]
