/* {
  "description": "Two folds, one in the function of the other, do not share accumulators.",
  "expect": { "value": "66" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: a + builtins.foldl' (b: f: b * f) e [ 2 3 ]) 0 [ 1 10 ]
