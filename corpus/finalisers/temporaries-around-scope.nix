/* {
  "description": "A scope opened while half of a call, a list or a string is built leaves those untouched.",
  "expect": { "value": "[ 1 \"st\" 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = a: b: c: [ a b c ];
in
f (let x = y; y = 1; in x) "${let p = q; q = "s"; in p}${"t"}" (rec { m = n; n = 3; }).m
