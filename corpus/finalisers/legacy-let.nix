/* {
  "description": "In `let { body = …; }` the bindings may refer to later ones.",
  "expect": [
    {"when": ["ancient-let-refused"], "error": "parse"},
    {"value": "30"}
  ],
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "`ancient-let` deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}
  ]
} */
let { f = x: x + b; body = f a; a = b * 2; b = 10; }
