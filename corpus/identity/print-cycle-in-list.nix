/* {
  "description": "A list that contains itself is printed as repeated where it does.",
  "features": ["repeats-marked"],
  "expect": {"print": "[ 1 [ 1 «repeated» ] ]"},
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let x = [ 1 x ]; in x
