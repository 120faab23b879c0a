/* {
  "description": "partition does not force what its predicate ignores.",
  "expect": { "value": "[ 1 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  p = builtins.partition (x: x.n > 1) [ { n = 1; v = throw "a"; } { n = 2; v = throw "b"; } ];
in
[ (builtins.length p.right) (builtins.head p.wrong).n ]
