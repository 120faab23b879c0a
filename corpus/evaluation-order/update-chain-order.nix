/* {
  "description": "A chain of `//` is evaluated from one end to the other; from which depends on the version.",
  "expect": [
    { "when": ["update-right-first"], "value": "{ }", "trace": ["c", "b", "a"] },
    { "value": "{ }", "trace": ["a", "b", "c"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "a" { }) // (builtins.trace "b" { }) // (builtins.trace "c" { })
