/* {
  "description": "A list of one element lies in its cell: a copy that a call returned is printed again.",
  "level": "implementation-defined",
  "expect": { "print": "[ [ 1 ] [ 1 ] ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = [ 1 ]; f = y: y; in [ x (f x) ]
