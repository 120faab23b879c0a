/* {
  "description": "A member that mapAttrs makes may be computed from another one.",
  "expect": { "value": "[ 11 12 10 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  s = builtins.mapAttrs (n: v: if n == "base" then v else s.base + v) { x = 1; base = 10; y = 2; };
in
[ s.x s.y s.base ]
