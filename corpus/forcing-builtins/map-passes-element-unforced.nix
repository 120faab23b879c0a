/* {
  "description": "map hands the element on without forcing it.",
  "expect": { "value": "[ 5 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: 5) [ (throw "a") (throw "b") ]
