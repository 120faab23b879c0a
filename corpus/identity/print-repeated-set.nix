/* {
  "description": "A set that occurs again is printed as repeated, on whatever level it does.",
  "level": "implementation-defined",
  "expect": { "print": "[ { a = 1; } { s = «repeated»; } { b = «repeated»; } ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1; }; in [ s { inherit s; } { b = s; } ]
