/* {
  "description": "`<` of lists evaluates pairs from the front until they differ.",
  "features": ["lists-ordered"],
  "expect": {"value": "true", "trace": ["l0", "r0", "l1", "r1"]},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
[ (builtins.trace "l0" 1) (builtins.trace "l1" 2) (throw "l2") ] < [ (builtins.trace "r0" 1) (builtins.trace "r1" 3) (throw "r2") ]
