/* {
  "description": "A recursion without end stops at a limit that the evaluator reports.",
  "level": "implementation-defined",
  "limits": { "timeout_seconds": 120 },
  "expect": { "error": "resource" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: 1 + f x; in f 0
