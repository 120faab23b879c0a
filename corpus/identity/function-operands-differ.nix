/* {
  "description": "Two operands of `==` that are functions are never equal, even if they are the same variable.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "[ true false ]"},
    {"value": "[ false true ]"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let f = x: x; in [ (f == f) (f != f) ]
