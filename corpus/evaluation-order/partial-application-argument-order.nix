/* {
  "description": "Arguments of partial applications arrive in the order in which they were given.",
  "expect": { "value": "[ 1 2 3 4 1 2 5 6 7 8 9 10 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = a: b: c: d: [ a b c d ]; g = f 1 2; h = g 3; in h 4 ++ g 5 6 ++ (f 7) 8 9 10
