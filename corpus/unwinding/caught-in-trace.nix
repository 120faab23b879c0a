/* {
  "description": "A throw in the value of a trace is caught.",
  "expect": { "value": "4301", "trace": ["printed"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.trace "printed" (throw "t"))).success then 20 else 300) + 4000
