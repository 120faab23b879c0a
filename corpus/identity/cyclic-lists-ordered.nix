/* {
  "description": "Ordering stops at the first elements that differ, before the cycles behind them.",
  "features": ["lists-ordered"],
  "expect": {"value": "[ true false ]"},
  "level": "implementation-defined",
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
let
  a = { n = 1; me = [ a.n a ]; };
  b = { n = 2; me = [ b.n b ]; };
in
[ (a.me < b.me) (b.me < a.me) ]
