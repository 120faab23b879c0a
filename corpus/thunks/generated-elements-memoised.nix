/* {
  "description": "The elements of genList, map and mapAttrs are each computed once, when first demanded.",
  "expect": { "value": "[ 2 2 2 2 2 2 0 ]", "trace": ["g2", "m", "q", "g0"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  g = builtins.genList (i: builtins.trace "g${toString i}" i) 3;
  m = map (x: builtins.trace "m" (x + 1)) [ 1 2 ];
  s = builtins.mapAttrs (n: v: builtins.trace n v) { p = 1; q = 2; };
  at = builtins.elemAt;
in
[ (at g 2) (at g 2) (at m 0) (at m 0) s.q s.q (at g 0) ]
