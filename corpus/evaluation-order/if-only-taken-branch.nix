/* {
  "description": "A conditional evaluates its condition and then one branch.",
  "expect": { "value": "[ 1 2 ]", "trace": ["c1", "t1", "c2", "e2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (if (builtins.trace "c1" true) then (builtins.trace "t1" 1) else (builtins.trace "e1" 2)) (if (builtins.trace "c2" false) then (builtins.trace "t2" 1) else (builtins.trace "e2" 2)) ]
