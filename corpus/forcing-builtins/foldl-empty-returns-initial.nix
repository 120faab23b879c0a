/* {
  "description": "foldl' of an empty list is the initial accumulator.",
  "expect": { "value": "7", "trace": ["initial"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: throw "called") (builtins.trace "initial" 7) [ ]
