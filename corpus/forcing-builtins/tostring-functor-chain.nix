/* {
  "description": "`__toString` may return another set with `__toString`.",
  "expect": { "value": "\"inner\"" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
"${{ __toString = self: { __toString = s: "in${self.n}"; }; n = "ner"; }}"
