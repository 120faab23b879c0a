/* {
  "description": "Attribute paths that are merged into one set in let may refer to each other and to later bindings.",
  "expect": { "value": "[ 6 6 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s.p = s.q + 1; t = s.p; s.q = k; k = 5; in [ t s.p s.q ]
