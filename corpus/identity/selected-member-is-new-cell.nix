/* {
  "description": "A selection yields a value of its own: a function that is selected twice is not equal to itself.",
  "level": "implementation-defined",
  "expect": { "value": "false" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { f = x: x; }; in [ s.f ] == [ s.f ]
