/* {
  "description": "An expression without free variables is evaluated anew in every call of the function that contains it.",
  "expect": { "value": "2", "trace": ["call", "call"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = _: builtins.trace "call" 1; in f 1 + f 2
