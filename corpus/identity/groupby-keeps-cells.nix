/* {
  "description": "groupBy and partition keep the elements' identity.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "[ true true ]"},
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  f = x: x;
  g = builtins.groupBy (_: "k") [ f ];
  p = builtins.partition (_: true) [ f ];
in
[ (g.k == [ f ]) (p.right == [ f ]) ]
