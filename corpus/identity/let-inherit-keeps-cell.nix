/* {
  "description": "`inherit f` keeps the value, `inherit (s) f` makes a new one each time.",
  "expect": [
    {"when": ["functions-equal-by-closure"], "value": "[ true true true true ]"},
    {"value": "[ true true false true ]"}
  ],
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"manual": "Due to changes to the object model used by Lix ***all* comparisons above now evaluate to `true`**.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}
  ]
} */
let
  f = x: x;
  s = { inherit f; };
  l = [ f ];
in
[ (let inherit f; in [ f ] == l) ({ inherit f; } == s) ({ inherit (s) f; } == { inherit (s) f; }) (let inherit (s) f; in [ f ] == [ f ]) ]
