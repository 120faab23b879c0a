/* {
  "description": "foldl' does not force the initial accumulator if there are elements and the function ignores it.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: e) (throw "initial") [ 1 2 ]
