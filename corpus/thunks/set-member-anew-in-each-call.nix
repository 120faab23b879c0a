/* {
  "description": "The members of a set literal are fresh thunks in every call.",
  "expect": { "value": "[ 1 1 1 1 ]", "trace": ["m", "m"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = _: { m = builtins.trace "m" 1; }; a = f 0; b = f 0; in [ a.m b.m a.m b.m ]
