/* {
  "description": "The result of an import in one variable is one value; two imports yield two.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "[ true true ]"},
    {"value": "[ true false ]"}
  ],
  "level": "implementation-defined",
  "requires": ["filesystem"],
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let a = import ./f.nix; in [ ([ a ] == [ a ]) ([ (import ./f.nix) ] == [ (import ./f.nix) ]) ]
