/* {
  "description": "A set can be updated thousands of times.",
  "limits": { "timeout_seconds": 60 },
  "expect": { "value": "[ 3000 2999 0 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = builtins.foldl' (s: i: s // { ${"k${toString i}"} = i; }) { } (builtins.genList (i: i) 3000);
in
[ (builtins.length (builtins.attrNames s)) s.k2999 s.k0 ]
