/* {
  "description": "A cycle of values across two files is an infinite recursion.",
  "requires": ["filesystem"],
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(import ./a.nix).v
