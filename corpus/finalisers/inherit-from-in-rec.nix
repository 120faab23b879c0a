/* {
  "description": "`inherit (e)` in a recursive set sees the attributes of the set.",
  "expect": { "value": "42" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
rec { inherit (src) k; src = { k = n * 2; }; n = 21; out = k; }.out
