/* {
  "description": "A function composed of a thousand functions can be called.",
  "expect": { "value": "1124250" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (f: i: x: f (x + i)) (x: x) (builtins.genList (i: i) 1500) 0
