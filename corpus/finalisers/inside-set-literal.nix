/* {
  "description": "A let inside a set literal finds its own later bindings.",
  "expect": { "value": "{ p = 1; q = 2; r = { s = 3; }; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
{ p = 1; q = let a = b; b = 2; in a; r.s = let f = x: x + k; k = 3; in f 0; }
