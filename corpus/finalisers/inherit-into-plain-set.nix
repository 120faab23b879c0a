/* {
  "description": "A set that inherits names of the let around it takes them although they are bound later.",
  "expect": { "value": "[ 3 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { inherit a b; }; b = 2; a = b + 1; in [ s.a s.b ]
