/* {
  "description": "Whether an alias of a literal that is bound later in the same let is a value or unevaluated depends on the order in which the program first names them.",
  "mode": "lazy",
  "level": "unspecified",
  "expect": { "any_of": [{ "value": "[ <CODE> 1 1 ]" }, { "value": "[ 1 1 1 ]" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = b; b = 1; c = b; in [ a b c ]
