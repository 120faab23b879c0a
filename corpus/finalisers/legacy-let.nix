/* {
  "description": "In `let { body = …; }` the bindings may refer to later ones.",
  "expect": { "value": "30" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let { f = x: x + b; body = f a; a = b * 2; b = 10; }
