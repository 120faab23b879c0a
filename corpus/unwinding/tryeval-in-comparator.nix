/* {
  "description": "A comparator that catches its own failures sorts on.",
  "expect": { "value": "[ 1 2 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.sort (a: b: (builtins.tryEval (if a < 0 then throw "t" else a < b)).value) [ 3 1 2 ]
