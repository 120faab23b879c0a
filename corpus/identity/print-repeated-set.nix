/* {
  "description": "A set that occurs again is printed as repeated, on whatever level it does.",
  "features": ["repeats-marked"],
  "expect": {"print": "[ { a = 1; } { s = «repeated»; } { b = «repeated»; } ]"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let s = { a = 1; }; in [ s { inherit s; } { b = s; } ]
