/* {
  "description": "`inherit` of a name that is not bound lexically takes it from the with around.",
  "expect": { "value": "[ 2 1 1 ]", "trace": ["a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { a = builtins.trace "a" 1; b = 2; }; let s = { inherit a b; }; in [ s.b s.a s.a ]
