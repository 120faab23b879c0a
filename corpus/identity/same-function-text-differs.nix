/* {
  "description": "Two functions with the same text are not equal.",
  "level": "implementation-defined",
  "expect": { "value": "false" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
[ (x: x) ] == [ (x: x) ]
