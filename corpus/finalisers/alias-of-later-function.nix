/* {
  "description": "An alias of a function that is bound later is that function.",
  "expect": { "value": "[ 2 3 4 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = g; h = f; g = x: x + k; k = 1; in [ (f 1) (h 2) (g 3) ]
