/* {
  "description": "What is in brackets needs no white space around it.",
  "expect": {"value": "[ 0 0 1 [ 2 ] ]"},
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let f = x: x; in [ (0)(0) (f(1)) (f[ 2 ]) ]
