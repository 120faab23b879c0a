/* {
  "description": "Search with throw and tryEval takes back everything that a failed branch had begun.",
  "expect": { "value": "[ [ 1 5 5 ] false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  first = l: if l == [ ] then throw "none" else let r = builtins.tryEval (builtins.head l); in if r.success then r.value else first (builtins.tail l);
  pick = n: sum: if n == 0 then (if sum == 11 then [ ] else throw "wrong") else first (map (d: let rest = pick (n - 1) (sum + d); in builtins.seq rest ([ d ] ++ rest)) [ 1 4 5 ]);
in
[ (pick 3 0) (builtins.tryEval (pick 1 0)).success ]
