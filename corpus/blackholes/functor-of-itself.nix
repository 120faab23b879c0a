/* {
  "description": "A functor that always yields itself never ends in a value; the evaluator stops at a limit.",
  "level": "unspecified",
  "expect": { "any_of": [{ "error": "infinite-recursion" }, { "error": "resource" }] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = { __functor = self: x: self x; }; in f 1
