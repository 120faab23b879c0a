/* {
  "description": "nan is not equal to itself, but a list that holds it is.",
  "level": "implementation-defined",
  "expect": { "value": "[ false true true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let i = 1.0e308 * 10; n = i - i; l = [ n ]; in [ (n == n) (l == l) ([ n ] == [ n ]) ]
