/* {
  "description": "A set that a call returned is the same set, and printed as repeated.",
  "features": ["repeats-marked"],
  "expect": {"print": "[ { a = 1; } «repeated» { x = «repeated»; } ]"},
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let x = { a = 1; }; f = y: y; in [ x (f x) { inherit x; } ]
