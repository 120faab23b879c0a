/* {
  "description": "A capture goes to the nearest scope, also when an inner scope binds the name later.",
  "expect": { "value": "111" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = 1; f = y: let g = z: x + y + z; x = 100; in g; in f 10 1
