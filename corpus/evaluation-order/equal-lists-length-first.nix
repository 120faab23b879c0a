/* {
  "description": "`==` of lists of different length evaluates no element.",
  "expect": { "value": "false", "trace": [] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (builtins.trace "l0" 1) (builtins.trace "l1" 2) ] == [ (builtins.trace "r0" 1) ]
