/* {
  "description": "A list that contains itself is equal to itself.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let l = [ 1 l ]; in [ (l == l) ([ l ] == [ l ]) (l == [ 1 l ]) ]
