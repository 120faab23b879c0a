/* {
  "description": "The elements that map and genList make are new values, even if the function returns its argument.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "[ true true true ]"},
    {"value": "[ false false true ]"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let
  f = x: x;
in
[ (map (y: y) [ f ] == [ f ]) (builtins.genList (_: f) 1 == [ f ]) (let l = map (y: y) [ f ]; in l == l) ]
