/* {
  "description": "A namespace that `//` makes has the members of the right operand.",
  "expect": { "value": "[ 1 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = 1; b = 2; }; in with s // { b = 3; }; [ a b ]
