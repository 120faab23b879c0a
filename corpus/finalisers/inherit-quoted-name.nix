/* {
  "description": "A name that is inherited in quotes is bound like any other, also for earlier bindings.",
  "expect": { "value": "2" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = b + 1; inherit (s) "b"; s = { b = 1; }; in a
