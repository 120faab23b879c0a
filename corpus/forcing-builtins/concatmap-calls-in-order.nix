/* {
  "description": "concatMap calls its function at once for every element, first to last.",
  "expect": { "value": "6", "trace": ["c1", "c2", "c3"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.concatMap (x: builtins.trace "c${toString x}" [ x (x * 10) ]) [ 1 2 3 ];
in
builtins.length l
