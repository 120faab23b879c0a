/* {
  "description": "The members that mapAttrs makes are new values; the set that it made equals itself.",
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
let f = x: x; m = builtins.mapAttrs (n: v: v) { inherit f; }; in [ (m == { inherit f; }) (m == m) ]
