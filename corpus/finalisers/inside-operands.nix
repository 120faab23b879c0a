/* {
  "description": "A let inside an operand finds its own later bindings while the other operand waits.",
  "expect": { "value": "15" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(let a = b; b = 1; in a) + (let a = b; b = 2; in a) * (let f = x: x + g; g = 3; in f 4)
