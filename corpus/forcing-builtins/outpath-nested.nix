/* {
  "description": "`outPath` may be another set that can be coerced.",
  "expect": { "value": "\"deep\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"${{ outPath = { outPath = { __toString = _: "deep"; }; }; }}"
