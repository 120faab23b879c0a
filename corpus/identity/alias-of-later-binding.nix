/* {
  "description": "Whether an alias of a variable that is bound later in the same let is that variable or a value of its own depends on the order in which the program first names them.",
  "level": "unspecified",
  "expect": { "any_of": [{ "value": "[ false true ]" }, { "value": "[ true true ]" }] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let a = b; b = x: x; c = b; in [ ([ a ] == [ b ]) ([ c ] == [ b ]) ]
