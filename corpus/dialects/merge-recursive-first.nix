/* {
  "description": "When a recursive set and a plain one are merged, the first decides: here names are looked up in the set.",
  "expect": [{"when": ["rec-set-merges-refused"], "error": "parse"}, {"value": "{ a = { x = 1; y = 1; }; }"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "merging attrs with mixed-`rec` is now forbidden", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let x = 0; in { a = rec { x = 1; }; a.y = x; }
