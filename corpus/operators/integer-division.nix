/* {
  "description": "Integer division rounds towards zero.",
  "expect": { "value": "[ 3 -3 -3 3 -3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
[ (7 / 2) (-7 / 2) (7 / -2) (-7 / -2) (6 / -2) ]
