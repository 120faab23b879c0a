/* {
  "description": "A throw in the function of map comes when the element is demanded, and is caught there.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.elemAt (map (x: if x == 2 then throw "t" else x) [ 1 2 ]) 1)).success then 20 else 300) + 4000
