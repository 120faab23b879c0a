/* {
  "description": "In `let`, `__overrides` is a name like any other.",
  "expect": {"value": "1"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
let a = 1; __overrides = { a = 2; }; in a
