/* {
  "description": "filter can pick out the elements that do not fail.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.filter (x: (builtins.tryEval x).success) [ (throw "a") 1 (throw "b") 2 ]
