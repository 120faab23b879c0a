/* {
  "description": "Scopes in both branches of a conditional, and after it, bind their own variables.",
  "expect": { "value": "[ 105 107 100 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  pick = n: let r = if n > 0 then let a = b; b = n; in a else let c = d; d = 0 - n; in c; s = r + t; t = 100; in s;
in
map pick [ 5 (-7) 0 ]
