/* {
  "description": "functionArgs of a function that has been given arguments describes the next one.",
  "expect": { "value": "[ { a = false; b = true; } { } { c = false; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (builtins.functionArgs ((x: { a, b ? 1 }: a) 0)) (builtins.functionArgs (x: { a }: a)) (builtins.functionArgs ((x: { c }: y: c) 0)) ]
