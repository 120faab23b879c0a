/* {
  "description": "A chain of `++` is evaluated from left to right.",
  "expect": { "value": "[ 1 2 3 ]", "trace": ["a", "b", "c"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "a" [ 1 ]) ++ (builtins.trace "b" [ 2 ]) ++ (builtins.trace "c" [ 3 ])
