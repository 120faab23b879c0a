/* {
  "description": "A set with both is coerced by `__toString`; `outPath` is not forced.",
  "expect": { "value": "\"t\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"${{ __toString = self: "t"; outPath = throw "outPath"; }}"
