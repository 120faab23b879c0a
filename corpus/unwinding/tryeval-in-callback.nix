/* {
  "description": "A tryEval in a callback catches there; the builtin goes on.",
  "expect": { "value": "[ 1 false 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: (builtins.tryEval (if x == 2 then throw "t" else x)).value) [ 1 2 3 ]
