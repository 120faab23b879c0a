/* {
  "description": "A member merged into a recursive literal is visible in it.",
  "expect": [
    {"when": ["rec-set-merges-refused"], "error": "parse"},
    {"value": "4"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"},
    {"manual": "merging attrs with mixed-`rec` is now forbidden", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}
  ]
} */
{ a = rec { p = q; }; a.q = 4; }.a.p
