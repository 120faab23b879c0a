/* {
  "description": "A chain of thousands of unevaluated additions is evaluated when the end is demanded.",
  "expect": { "value": "7998000" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(builtins.foldl' (a: e: { v = a.v + e; }) { v = 0; } (builtins.genList (i: i) 4000)).v
