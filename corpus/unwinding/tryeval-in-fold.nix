/* {
  "description": "A fold can catch a failing element and go on with its accumulator.",
  "expect": { "value": "223" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: let r = builtins.tryEval e; in if r.success then a + r.value else a * 10) 1 [ 1 (throw "t") 2 (throw "t") 3 ]
