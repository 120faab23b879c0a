/* {
  "description": "The set of a with that is loaded from a file is loaded once, when a name is looked up in it.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 1 [ 2 3 ] ]", "trace": ["set"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: with import ./set.nix; [ x (a + b) ]; in [ (builtins.head (f 1)) (f 2) ]
