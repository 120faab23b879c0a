/* {
  "description": "seq and deepSeq of oneself are an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let x = builtins.seq [ ] (builtins.deepSeq x 1); in x
