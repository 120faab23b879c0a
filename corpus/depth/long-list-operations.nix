/* {
  "description": "Builtins work on lists of a hundred thousand elements without nesting.",
  "limits": { "timeout_seconds": 60 },
  "expect": { "value": "[ 99989 200000 true false true 100000 588889 99999 true 588891 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  l = builtins.genList (i: i) 100000;
in
[
  (builtins.length (builtins.filter (x: x > 10) l))
  (builtins.length (builtins.concatMap (x: [ x x ]) l))
  (builtins.all (x: x >= 0) l)
  (builtins.any (x: x < 0) l)
  (builtins.elem 99999 l)
  (builtins.length (builtins.attrNames (builtins.listToAttrs (map (x: { name = toString x; value = x; }) l))))
  (builtins.stringLength (builtins.concatStringsSep "," (map toString l)))
  (builtins.elemAt (builtins.sort (a: b: a > b) l) 0)
  (l == map (x: x) l)
  (builtins.stringLength (builtins.toJSON l))
]
