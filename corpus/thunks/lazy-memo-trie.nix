/* {
  "description": "A lazily built infinite tree works as a memo table: each node is computed once.",
  "expect": { "value": "[ 1 16 1 16 ]", "trace": ["n1", "n4", "n0"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  grow = n: { v = builtins.trace "n${toString n}" (n * n); l = grow (2 * n + 1); r = grow (2 * n + 2); };
  t = grow 0;
in
[ t.l.v t.l.r.v t.l.v (t.l.r.v + t.v) ]
