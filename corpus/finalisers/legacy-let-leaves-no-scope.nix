/* {
  "description": "After `let { … }` the scope is closed: what follows finds its own variables.",
  "expect": [
    {"when": ["ancient-let-refused"], "error": "parse"},
    {"value": "[ 2 8 1 ]"}
  ],
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "`ancient-let` deprecation has been turned into a full parser error instead of a warning.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}
  ]
} */
let x = 1; in [ (let { body = y; y = x + 1; }) (let z = 5; x = 3; in z + x) x ]
