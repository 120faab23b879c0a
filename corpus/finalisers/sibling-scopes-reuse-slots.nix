/* {
  "description": "Scopes that follow one another do not see each other's bindings.",
  "expect": { "value": "[ 2 11 101 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  a = 1;
in
[ (let b = a; c = b + d; d = 1; in c) (let d = 10; b = d + e; e = a; in b) (let e = 100; in e + a) ]
