/* {
  "description": "A set that contains itself is equal to itself.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = { me = s; }; in [ (s == s) (s == s.me) (s.me == { me = s; }) ]
