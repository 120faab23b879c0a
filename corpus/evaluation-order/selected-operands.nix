/* {
  "description": "Operands that are selected from sets are evaluated in order: the first before the second.",
  "expect": { "value": "[ 3 [ ] ]", "trace": ["a", "b", "l", "m"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = builtins.trace "a" 5; l = builtins.trace "l" [ ]; }; in [
  (s.a - builtins.trace "b" 2)
  (s.l ++ builtins.trace "m" [ ])
]
