/* {
  "description": "A text of JSON cannot contain itself.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let j = builtins.toJSON [ 1 { k = j; } ]; in j
