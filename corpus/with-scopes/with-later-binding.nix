/* {
  "description": "A namespace may be a binding that comes later in the let.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = with s; [ p q ]; s = { p = 1; q = t; }; t = 2; in x
