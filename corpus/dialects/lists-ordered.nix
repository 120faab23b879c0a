/* {
  "description": "Lists are ordered by their first items that differ.",
  "expect": [{"when": ["lists-ordered"], "value": "true"}, {"error": "type"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
[ 1 2 ] < [ 1 2 3 ]
