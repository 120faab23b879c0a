/* {
  "description": "Which operand `//` evaluates first depends on the version.",
  "expect": [
    { "when": ["update-right-first"], "value": "{ }", "trace": ["r", "l"] },
    { "value": "{ }", "trace": ["l", "r"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "l" { }) // (builtins.trace "r" { })
