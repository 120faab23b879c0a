/* {
  "description": "Comparing a list that contains the comparison itself is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let same = [ same 1 ] == [ true 1 ]; in same
