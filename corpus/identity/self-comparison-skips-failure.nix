/* {
  "description": "A list that is compared with itself is not looked into where the elements are the same value.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = [ (throw "t") ]; s = { inherit t; }; in [ (s == s) ([ t ] == [ t ]) ]
