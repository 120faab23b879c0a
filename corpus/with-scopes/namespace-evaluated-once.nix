/* {
  "description": "A namespace is evaluated once for all names that are looked up.",
  "expect": { "value": "[ 1 2 1 ]", "trace": ["ns"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with builtins.trace "ns" { a = 1; b = 2; }; [ a b a ]
