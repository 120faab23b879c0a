/* {
  "description": "An argument handed on by a functor is shared with the caller.",
  "expect": { "value": "[ 3 3 3 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let t = builtins.trace "t" 3; box = { __functor = self: x: x; }; x = box t; y = box x; in [ y t x ]
