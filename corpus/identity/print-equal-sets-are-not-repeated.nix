/* {
  "description": "Equal sets that were made separately are both printed.",
  "level": "implementation-defined",
  "expect": { "print": "[ { a = 1; } { a = 1; } { a = 1; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = _: { a = 1; }; in [ (f 0) (f 0) { a = 1; } ]
