/* {
  "description": "A list that occurs again is printed as repeated, on whatever level it does.",
  "features": ["repeats-marked"],
  "expect": {"print": "[ [ 1 2 ] «repeated» [ «repeated» ] ]"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let l = [ 1 2 ]; in [ l l [ l ] ]
