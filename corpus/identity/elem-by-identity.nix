/* {
  "description": "elem finds a function that is the very element of the list.",
  "level": "implementation-defined",
  "expect": { "value": "[ true false false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
in
[ (builtins.elem f [ f ]) (builtins.elem f [ (x: x) ]) (builtins.elem (x: x) [ f ]) ]
