/* {
  "description": "tryEval can be nested a thousand deep.",
  "expect": { "value": "[ false true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = n: if n == 0 then throw "t" else (builtins.tryEval (f (n - 1))).success;
in
[ (f 1) (f 2) (f 1000) ]
