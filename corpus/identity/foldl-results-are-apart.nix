/* {
  "description": "What the operator of foldl' returns has a cell of its own.",
  "level": "implementation-defined",
  "expect": [{ "when": ["functions-equal-by-closure"], "value": "[ true true true ]" }, { "value": "[ false false true ]" }],
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; r = n: builtins.foldl' (acc: x: if x == 2 then [ acc ] else f) null [ 1 n ]; in [ (r 2 == r 2) (r 2 == [ f ]) (let a = r 2; in [ a ] == [ a ]) ]
