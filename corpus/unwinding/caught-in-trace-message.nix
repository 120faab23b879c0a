/* {
  "description": "A throw in the message of a trace is caught; nothing is printed.",
  "expect": { "value": "4301", "trace": [] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.trace (throw "t") 1)).success then 20 else 300) + 4000
