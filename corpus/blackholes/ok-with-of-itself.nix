/* {
  "description": "A set may be its own namespace as long as the members looked up exist apart.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1; b = with s; a + 1; c = with s; b + 1; }; in s.c
