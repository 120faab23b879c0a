/* {
  "description": "`++`, tail and concatLists share the elements of their operands.",
  "expect": { "value": "[ 2 2 1 2 1 ]", "trace": ["e1", "e0"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = [ (builtins.trace "e0" 1) (builtins.trace "e1" 2) ];
  m = builtins.concatLists [ (l ++ l) (builtins.tail l) ];
in
map (builtins.elemAt m) [ 4 3 2 1 0 ]
