/* {
  "description": "The with of a caller is not visible in the callee, also if the callee has a with of its own.",
  "expect": { "value": "6" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: with { a = x; }; { inherit a; }; in with { a = 5; b = 6; }; (f 1).a + a
