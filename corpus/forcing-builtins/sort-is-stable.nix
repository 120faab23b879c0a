/* {
  "description": "sort keeps the order of elements that the comparator does not tell apart.",
  "expect": { "value": "[ \"b\" \"d\" \"f\" \"a\" \"c\" \"e\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.n) (builtins.sort (a: b: a.k < b.k) [ { k = 2; n = "a"; } { k = 1; n = "b"; } { k = 2; n = "c"; } { k = 1; n = "d"; } { k = 2; n = "e"; } { k = 1; n = "f"; } ])
