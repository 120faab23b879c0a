/* {
  "description": "A binding that is only its own name is infinite recursion, wherever it stands.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = y: let x = x; in x; in f 5
