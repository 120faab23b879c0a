/* {
  "description": "concatLists forces the lists, in order, and not their elements.",
  "expect": { "value": "3", "trace": ["l1", "l2", "l3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length (builtins.concatLists [ (builtins.trace "l1" [ (throw "a") ]) (builtins.trace "l2" [ ]) (builtins.trace "l3" [ 1 2 ]) ])
