/* {
  "description": "A value that is passed to the file that makes it is an infinite recursion if the file demands it.",
  "requires": ["filesystem"],
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = import ./f.nix x; in x
