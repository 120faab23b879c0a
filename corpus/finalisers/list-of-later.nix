/* {
  "description": "A list built before its elements are bound refers to the bindings, not to their state.",
  "expect": { "value": "[ 1 3 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ x (y + 1) z ]; x = 1; y = 2; z = 3; in l
