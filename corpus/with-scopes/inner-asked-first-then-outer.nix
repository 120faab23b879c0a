/* {
  "description": "A lookup forces the inner namespace first, and the outer one only if the name is not there.",
  "expect": { "value": "[ 3 1 3 ]", "trace": ["inner", "outer"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
with builtins.trace "outer" { a = 1; b = 2; }; with builtins.trace "inner" { b = 3; }; [ b a b ]
