/* {
  "description": "A set that contains itself is printed as repeated where it does.",
  "features": ["repeats-marked"],
  "expect": {"print": "{ a = 3; b = «repeated»; c = «repeated»; }"},
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let t = { a = 3; b = t; c = t; }; in t
