/* {
  "description": "A thunk that tries itself is an infinite recursion, not a failure that it could see.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = (builtins.tryEval x).success; in x
