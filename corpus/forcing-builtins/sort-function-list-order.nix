/* {
  "description": "Which of its arguments sort forces first depends on the version.",
  "expect": [
    { "when": ["sort-filter-list-first"], "value": "[ 1 2 ]", "trace": ["l", "f"] },
    { "value": "[ 1 2 ]", "trace": ["f", "l"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.sort (builtins.trace "f" (a: b: a < b)) (builtins.trace "l" [ 2 1 ])
