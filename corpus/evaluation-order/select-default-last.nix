/* {
  "description": "The default of a selection is evaluated only if an attribute is missing.",
  "expect": { "value": "[ 1 3 4 ]", "trace": ["b", "d2", "d3"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = { a.b = builtins.trace "b" 1; };
in
[ (s.a.b or (builtins.trace "d1" 2)) (s.a.x or (builtins.trace "d2" 3)) (s.x.b or (builtins.trace "d3" 4)) ]
