/* {
  "description": "A functor's `__functor` is applied to the set at every call; a member that it uses is evaluated once.",
  "expect": { "value": "[ 2 3 ]", "trace": ["self", "k", "self"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  o = { __functor = self: builtins.trace "self" (x: self.k + x); k = builtins.trace "k" 1; };
in
[ (o 1) (o 2) ]
