/* {
  "description": "An element that map passes to its function is shared with the list it came from.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["t"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  t = builtins.trace "t" 1;
  l = map (x: x) [ t t ];
in
[ (builtins.elemAt l 1) t (builtins.elemAt l 0) ]
