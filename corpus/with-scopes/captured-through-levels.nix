/* {
  "description": "A nested function sees the namespaces of all enclosing levels, innermost first.",
  "expect": { "value": "[ 1000 11 111 7 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = with { a = 1; }; x: with { b = a + x; }; y: with { c = b + y; a = 1000; }; z: [ a b c z ];
in
f 10 100 7
