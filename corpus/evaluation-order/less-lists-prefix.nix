/* {
  "description": "A list is less than its own extension; the elements beyond are not evaluated.",
  "features": ["lists-ordered"],
  "expect": {"value": "[ true true false ]"},
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
[ ([ 1 2 ] < [ 1 2 (throw "beyond") ]) ([ ] < [ (throw "beyond") ]) ([ 1 2 (throw "beyond") ] < [ 1 2 ]) ]
