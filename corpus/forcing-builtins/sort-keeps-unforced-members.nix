/* {
  "description": "sort does not force what the comparator does not look at.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
map (x: x.k) (builtins.sort (a: b: a.k < b.k) [ { k = 2; v = throw "v"; } { k = 1; v = throw "w"; } ])
