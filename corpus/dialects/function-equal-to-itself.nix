/* {
  "description": "A function is not equal to itself, unless both sides are one cell; Lix compares closures.",
  "expect": [{"when": ["functions-equal-by-closure"], "value": "[ true true true true true ]"}, {"value": "[ false false true true false ]"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}]
} */
let f = x: x; s.f = f; in [ (f == f) (s.f == s.f) ({ inherit f; } == { inherit f; }) ([ f ] == [ f ]) ([ f ] == map f [ f ]) ]
