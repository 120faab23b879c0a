/* {
  "description": "A thunk that evaluates to another thunk's value remains a value of its own.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "[ true true ]"},
    {"value": "[ false true ]"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let f = x: x; g = (y: y) f; h = g; in [ (builtins.seq g ([ g ] == [ f ])) ([ h ] == [ g ]) ]
