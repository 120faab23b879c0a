/* {
  "description": "A `__toString` that catches returns a string, and the coercion goes on.",
  "expect": { "value": "\"<failed>\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"<${{ __toString = self: if (builtins.tryEval self.bad).success then "ok" else "failed"; bad = throw "t"; }}>"
