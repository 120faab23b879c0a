/* {
  "description": "foldl' calls its function at once for every element, first to last, accumulator first.",
  "expect": { "value": "\"xyz\"", "trace": ["x", "xy", "xyz"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.foldl' (a: e: builtins.trace "${a}${e}" (a + e)) "" [ "x" "y" "z" ]
