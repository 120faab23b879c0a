/* {
  "description": "A member may be computed from a sibling of the same set.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = s.b + 1; b = s.c + 1; c = 0; }; in s.a
