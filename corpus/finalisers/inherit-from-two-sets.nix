/* {
  "description": "Every inherit takes from its own set.",
  "expect": { "value": "[ 1 4 { x = 3; y = 2; } 5 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = { x = 1; y = 2; };
  t = { x = 3; y = 4; };
  inherit (s) x;
  inherit (t) y;
in [ x y { inherit (t) x; inherit (s) y; } (rec { inherit (s) y; inherit (t) x; z = x + y; }).z ]
