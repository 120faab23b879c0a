/* {
  "description": "A function that mentions itself is no recursion until it is called.",
  "expect": { "value": "true" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: f x; in builtins.isFunction f
