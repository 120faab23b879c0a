/* {
  "description": "`?` forces the set that it asks; a set that depends on the answer is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = if s ? a then { } else { a = 1; }; in s
