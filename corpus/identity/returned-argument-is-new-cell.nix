/* {
  "description": "The result of a call is a value of its own, even if it is the argument.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "true"},
    {"value": "false"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let f = x: x; id = y: y; in [ (id f) ] == [ f ]
