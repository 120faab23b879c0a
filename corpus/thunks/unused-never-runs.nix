/* {
  "description": "A binding that nobody demands is never evaluated.",
  "expect": { "value": "1", "trace": ["used"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let used = builtins.trace "used" 1; unused = builtins.trace "unused" (throw "ran"); in used
