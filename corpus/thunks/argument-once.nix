/* {
  "description": "An argument is evaluated at most once per call, and never if the body does not use it.",
  "expect": { "value": "4", "trace": ["x"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: y: x + x; in f (builtins.trace "x" 2) (builtins.trace "y" (throw "unused"))
