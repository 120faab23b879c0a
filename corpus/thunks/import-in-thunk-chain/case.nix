/* {
  "description": "An import whose file is itself a variable is shared through the thunks that pass it on.",
  "requires": ["filesystem"],
  "expect": { "value": "[ 1 1 1 ]", "trace": ["v"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let t = import ./value.nix; a = (x: x) t; b = a; in [ b a t ]
