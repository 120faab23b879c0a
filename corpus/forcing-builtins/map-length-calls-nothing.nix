/* {
  "description": "The length of a mapped list is known without any call.",
  "expect": { "value": "3", "trace": [] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.length (map (x: builtins.trace "called" x) [ 1 (throw "e") 3 ])
