/* {
  "description": "A function of concatMap that returns no list is a type error.",
  "expect": { "error": "type" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.concatMap (x: x) [ [ 1 ] 2 ]
