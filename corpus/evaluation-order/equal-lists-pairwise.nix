/* {
  "description": "`==` compares lists of the same length pairwise and stops at the first difference.",
  "expect": { "value": "false", "trace": ["l0", "r0"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.trace "l0" 1) (builtins.trace "l1" 2) ] == [ (builtins.trace "r0" 9) (builtins.trace "r1" 2) ]
