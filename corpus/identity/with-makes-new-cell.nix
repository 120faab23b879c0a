/* {
  "description": "A name found by with is a value of its own.",
  "level": "implementation-defined",
  "expect": { "value": "false" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; in with { g = f; }; [ g ] == [ f ]
