/* {
  "description": "A function in let may use a binding that is bound after it.",
  "expect": { "value": "11" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x + later; later = 10; in f 1
