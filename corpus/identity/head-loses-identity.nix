/* {
  "description": "head and elemAt yield values of their own.",
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
  l = [ f ];
in
[ ([ (builtins.head l) ] == [ f ]) ([ (builtins.elemAt l 0) ] == [ f ]) (l == l) ]
