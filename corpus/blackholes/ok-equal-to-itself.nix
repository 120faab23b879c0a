/* {
  "description": "Comparing a set that contains itself with itself ends.",
  "expect": { "value": "[ true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { me = s; n = 1; }; in [ (s == s) (s.me == s) ]
