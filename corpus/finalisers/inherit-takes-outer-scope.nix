/* {
  "description": "`inherit x` in let and rec takes x from outside, although the scope itself defines x.",
  "expect": { "value": "[ 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = 1; in [ (let inherit x; y = x + 1; in y) (rec { inherit x; y = x + 2; }).y ]
