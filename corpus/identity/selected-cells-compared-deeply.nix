/* {
  "description": "Two selections of one set are compared member by member, so that a failing member is forced.",
  "level": "implementation-defined",
  "expect": { "error": "throw" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = { a = throw "n"; }; s = { inherit x; }; in [ s.x ] == [ s.x ]
