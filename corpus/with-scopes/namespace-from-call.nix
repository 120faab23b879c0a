/* {
  "description": "A namespace may be the result of a call, evaluated once for each execution of the with.",
  "expect": { "value": "[ 11 22 ]", "trace": ["ns1", "ns2"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  ns = n: builtins.trace "ns${toString n}" { v = n; w = n * 10; };
  f = n: with ns n; v + w;
in
[ (f 1) (f 2) ]
