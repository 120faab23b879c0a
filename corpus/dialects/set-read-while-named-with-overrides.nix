/* {
  "description": "In a recursive set with `__overrides`, a dynamic name sees the attributes as they were overridden.",
  "expect": [{"when": ["rec-set-overrides-refused"], "error": "parse"}, {"when": ["half-built-sets"], "value": "{ a = \"m\"; b = \"n\"; mn = 2; }"}, {"error": "infinite-recursion"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "__overrides deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let s = rec { a = "k"; __overrides = { a = "m"; b = "n"; }; ${s.a + s.b} = 2; }; in removeAttrs s [ "__overrides" ]
