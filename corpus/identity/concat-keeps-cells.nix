/* {
  "description": "`++`, tail, filter, sort and concatLists keep the elements' identity.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true true true true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
  l = [ f ];
in
[
  (l ++ [ ] == l)
  ([ 0 ] ++ l == [ 0 f ])
  (builtins.tail [ 0 f ] == l)
  (builtins.filter (_: true) [ f ] == l)
  (builtins.sort (_: _: false) [ f ] == l)
  (builtins.concatLists [ [ ] l ] == l)
  (builtins.concatMap (x: [ x ]) l == l)
]
