/* {
  "description": "When a plain set and a recursive one are merged, the first decides: here names are looked up outside.",
  "expect": [{"when": ["rec-set-merges-refused"], "error": "parse"}, {"value": "{ a = { x = 1; y = 0; z = 0; }; }"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "merging attrs with mixed-`rec` is now forbidden", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let x = 0; in { a.y = x; a = rec { x = 1; z = x; }; }
