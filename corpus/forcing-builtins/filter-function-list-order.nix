/* {
  "description": "Which of its arguments filter forces first depends on the version.",
  "expect": [
    { "when": ["sort-filter-list-first"], "value": "[ 1 2 ]", "trace": ["l", "f"] },
    { "value": "[ 1 2 ]", "trace": ["f", "l"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.filter (builtins.trace "f" (x: true)) (builtins.trace "l" [ 1 2 ])
