/* {
  "description": "A function inside functions inside a let binding still reaches a binding that comes later.",
  "expect": { "value": "1321" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = a: b: c: a + b + c + z; z = 1000; in f 1 20 300
