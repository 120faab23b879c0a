/* {
  "description": "An operand of `//` is forced, so a set cannot be an update of itself.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = s // { a = 1; }; in s.a
