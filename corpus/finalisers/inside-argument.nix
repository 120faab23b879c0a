/* {
  "description": "A let inside the argument of a call and inside interpolation finds its own later bindings.",
  "expect": { "value": "\"1!2\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(x: y: "${x}${let a = b; b = "!"; in a}${y}") (let a = b; b = "1"; in a) (let f = _: g; g = "2"; in f 0)
