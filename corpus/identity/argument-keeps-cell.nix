/* {
  "description": "A variable that is passed as an argument stays the same value.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; pair = a: b: [ a ] == [ b ]; in [ (pair f f) ((g: [ g ] == [ f ]) f) ]
