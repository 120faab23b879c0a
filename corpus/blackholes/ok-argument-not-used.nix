/* {
  "description": "A reference to oneself as an argument that is not used does no harm.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = (a: b: b) x 3; in x
