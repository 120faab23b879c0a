/* {
  "description": "In a recursive set the attributes of `__overrides` replace those of the set.",
  "expect": [{"when": ["rec-set-overrides-refused"], "error": "parse"}, {"value": "2"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "`rec-set-overrides` deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
(rec { a = 1; __overrides = { a = 2; }; b = a; }).b
