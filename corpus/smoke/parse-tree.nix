/* {
  "description": "Multiplication binds tighter than addition: both texts have the same tree.",
  "phase": "parse",
  "expect": { "parse": "ok", "same_tree": "a: b: c: a + (b * c)" },
  "provenance": [ { "evaluator": "nix", "version": "2.8.0" }, { "evaluator": "nix", "version": "2.35.2" } ]
} */
a: b: c: a + b * c
