/* {
  "description": "A value may be used to build itself, as long as each part comes from another.",
  "expect": { "value": "[ 5 4 3 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let
  go = total: l: if l == [ ] then { sum = 0; out = [ ]; } else let r = go total (builtins.tail l); x = builtins.head l; in { sum = r.sum + x; out = [ (total - x) ] ++ r.out; };
  r = go r.sum [ 1 2 3 ];
in
r.out
