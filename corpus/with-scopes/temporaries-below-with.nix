/* {
  "description": "A with in the middle of a list, call or string leaves what was built before it in place.",
  "expect": { "value": "[ 1 \"04\" [ 1 3 ] ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = a: b: c: [ a b c ];
in
f 1 (with { p = 2; }; "${toString 0}${with { q = p; }; toString (p + q)}") (with { r = 3; }; [ 1 r ])
