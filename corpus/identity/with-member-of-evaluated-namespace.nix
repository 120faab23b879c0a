/* {
  "description": "A member of a namespace that an earlier lookup has evaluated is the member's own cell where names are looked up early.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "true"},
    {"when": ["with-looked-up-early"], "value": "true"},
    {"value": "false"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
with { f = x: x; }; builtins.seq f (let g = f; in [ g ] == [ f ])
