/* {
  "description": "`inherit (e)` may draw from a binding that comes later in the same let.",
  "expect": { "value": "42" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let inherit (src) p; q = p + 1; src = { p = base; }; base = 41; in q
