/* {
  "description": "Of a call with several arguments, the function of each is evaluated before the next is applied.",
  "expect": { "value": "3", "trace": ["f", "b1", "b2", "y", "x"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "f" (x: builtins.trace "b1" (y: builtins.trace "b2" (y + x)))) (builtins.trace "x" 1) (builtins.trace "y" 2)
