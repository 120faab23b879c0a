/* {
  "description": "A string can be built from thousands of pieces, one after the other.",
  "expect": { "value": "5000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.stringLength (builtins.foldl' (s: i: "${s}x") "" (builtins.genList (i: i) 5000))
