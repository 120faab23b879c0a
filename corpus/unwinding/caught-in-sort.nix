/* {
  "description": "A throw in a comparator is caught; the sort is abandoned.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.sort (a: b: if a == 1 || b == 1 then throw "t" else a < b) [ 3 2 1 4 ])).success then 20 else 300) + 4000
