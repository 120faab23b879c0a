/* {
  "description": "deepSeq forces lists from first to last, depth first, before its second argument.",
  "expect": { "value": "3", "trace": ["a", "b", "c", "d"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.deepSeq [ (builtins.trace "a" [ (builtins.trace "b" 1) ]) (builtins.trace "c" 2) ] (builtins.trace "d" 3)
