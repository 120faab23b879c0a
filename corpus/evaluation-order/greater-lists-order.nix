/* {
  "description": "`>` of lists evaluates the right element of each pair first.",
  "features": ["lists-ordered"],
  "expect": {"value": "false", "trace": ["r0", "l0", "r1", "l1"]},
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
[ (builtins.trace "l0" 1) (builtins.trace "l1" 2) ] > [ (builtins.trace "r0" 1) (builtins.trace "r1" 3) ]
