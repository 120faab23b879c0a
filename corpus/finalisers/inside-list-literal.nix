/* {
  "description": "A let inside a list literal finds its own later bindings, whatever was pushed before it.",
  "expect": { "value": "[ 1 2 33 4 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ 1 2 (let a = b + 3; b = 30; in a) (let f = _: k; k = 4; in f 0) ]
