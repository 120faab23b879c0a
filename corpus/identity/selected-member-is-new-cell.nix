/* {
  "description": "A selection yields a value of its own: a function that is selected twice is not equal to itself.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "true"},
    {"value": "false"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let s = { f = x: x; }; in [ s.f ] == [ s.f ]
