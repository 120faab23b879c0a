/* {
  "description": "sort sorts lists of any length, also those that are sorted, reversed or full of equal elements.",
  "expect": { "value": "[ true true true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  n = 300;
  mix = builtins.genList (i: let k = i * 7919; in k - (k / n) * n) n;
  up = builtins.sort (a: b: a < b) mix;
  down = builtins.sort (a: b: a > b) up;
  same = builtins.sort (a: b: a / 100 < b / 100) mix;
in
[
  (up == builtins.genList (i: i) n)
  (down == builtins.genList (i: n - 1 - i) n)
  (builtins.sort (a: b: a < b) up == up)
  (map (builtins.elemAt same) [ 0 99 100 199 200 299 ] == map (builtins.elemAt (builtins.filter (x: x < 100) mix ++ builtins.filter (x: x >= 100 && x < 200) mix ++ builtins.filter (x: x >= 200) mix)) [ 0 99 100 199 200 299 ])
]
