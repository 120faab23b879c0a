/* {
  "description": "A parameter shadows a binding of the same name that comes later.",
  "expect": { "value": "[ 2 10 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = late: late + 1; g = _: late; late = 10; in [ (f 1) (g 1) ]
