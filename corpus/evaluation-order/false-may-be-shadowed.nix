/* {
  "description": "`false` and `true` are names that may be bound; operators use the bound value.",
  "expect": [
    {"when": ["constants-shadowing-refused"], "error": "parse"},
    {"value": "true"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"},
    {"manual": "`shadow-internal-symbols` has been expanded to also forbid shadowing `null`, `true` and `false`.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}
  ]
} */
let false = 1 == 1; f = x: false || x; in f (1 == 2)
