/* {
  "description": "The set of a with that failed is evaluated again at the next lookup.",
  "level": "implementation-defined",
  "expect": { "value": "[ false false ]", "trace": ["set", "set"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with builtins.trace "set" (throw "x"); [ (builtins.tryEval y).success (builtins.tryEval z).success ]
