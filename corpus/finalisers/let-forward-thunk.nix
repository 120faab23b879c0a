/* {
  "description": "A binding of let may use one that is bound later.",
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = b + 1; b = 2; in a
