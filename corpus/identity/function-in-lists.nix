/* {
  "description": "A variable that holds a function is equal to itself as a list element.",
  "level": "implementation-defined",
  "expect": { "value": "true" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: x; in [ f ] == [ f ]
