/* {
  "description": "`let { … }` is the attribute `body` of a recursive set.",
  "expect": [{"when": ["ancient-let-refused"], "error": "parse"}, {"value": "1"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "`ancient-let` deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let { a = 1; body = a; }
