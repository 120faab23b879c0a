/* {
  "description": "A member added by `//` may be computed from the updated set.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1; } // { b = s.a + 1; c = s.b + 1; }; in s.c
