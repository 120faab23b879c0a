/* {
  "description": "A call evaluates the function, then its body, and the argument when the body demands it.",
  "expect": { "value": "3", "trace": ["function", "body", "argument"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.trace "function" (x: builtins.trace "body" (x + 1))) (builtins.trace "argument" 2)
