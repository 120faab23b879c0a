/* {
  "description": "groupBy calls its function for every element in order; the groups keep the order of the list.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "[ [ 1 2 ] [ 3 4 ] ]", "trace": ["k3", "k1", "k4", "k2"]},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  g = builtins.groupBy (x: builtins.trace "k${toString x}" (if x > 2 then "big" else "small")) [ 3 1 4 2 ];
in
[ g.small g.big ]
