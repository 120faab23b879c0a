/* {
  "description": "foldl' goes through a list of a million elements without nesting.",
  "limits": { "timeout_seconds": 60 },
  "expect": { "value": "499999500000" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.foldl' (a: e: a + e) 0 (builtins.genList (i: i) 1000000)
