/* {
  "description": "The lists that two calls of one function make have different functions in them.",
  "level": "implementation-defined",
  "expect": { "value": "false" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = _: [ (y: y) ]; in f 1 == f 1
