/* {
  "description": "A name bound later in the same let shadows the outer one already in earlier bindings.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = 1; in let y = x; x = 2; in y
