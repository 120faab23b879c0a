/* {
  "description": "In its own default a formal is the formal, not a variable of the same name outside.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = 10; in ({ x ? x }: x) { }
