/* {
  "description": "foldl' does not force the elements.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: a + 1) 0 [ (throw "a") (throw "b") ]
