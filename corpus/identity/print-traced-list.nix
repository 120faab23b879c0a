/* {
  "description": "A list that is traced lies in a cell of the program: where that cell occurs within the list, it is repeated.",
  "features": ["repeats-marked"],
  "expect": { "value": "1", "trace": ["[ 1 «repeated» ]"] },
  "level": "implementation-defined",
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let l = [ 1 l ]; in builtins.trace l 1
