/* {
  "description": "The accumulator of foldl' may be a function that is called after the fold.",
  "expect": { "value": "26" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (f: e: x: f x + e) (x: x * 2) [ 1 2 3 ] 10
