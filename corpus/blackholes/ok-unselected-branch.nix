/* {
  "description": "A reference to oneself in the branch that is not taken does no harm.",
  "expect": { "value": "[ 1 true false 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let x = if true then 1 else x; y = true || y; z = false && z; w = { a = 1; }.a or w; in [ x y z w ]
