/* {
  "description": "A variable named as the function of an operator may be called.",
  "expect": {"value": "8"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Note that these symbols may still be used as variable names as long as they do not shadow internal operations, so e.g. `let __sub = x: y: x + y; in __sub 3 5` remains valid code.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.92.html"}]
} */
let __sub = x: y: x + y; in __sub 3 5
