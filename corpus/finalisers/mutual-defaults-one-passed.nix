/* {
  "description": "Defaults that refer to each other are fine as long as one of them is passed.",
  "expect": { "value": "[ [ 1 1 ] [ 2 2 ] [ 3 4 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = { a ? b, b ? a }: [ a b ]; in [ (f { a = 1; }) (f { b = 2; }) (f { a = 3; b = 4; }) ]
