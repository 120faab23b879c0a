/* {
  "description": "A cycle of aliases is found when it is entered from a thunk that is not part of it.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let out = (x: x) a; a = b; b = c; c = a; in out
