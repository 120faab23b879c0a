/* {
  "description": "`true` may be the name of a variable.",
  "expect": [{"when": ["constants-shadowing-refused"], "error": "parse"}, {"value": "1"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "`shadow-internal-symbols` has been expanded to also forbid shadowing `null`, `true` and `false`.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let true = 1; in true
