/* {
  "description": "A throw met while lists are compared is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ([ 1 [ 2 (throw "t") ] ] == [ 1 [ 2 3 ] ])).success then 20 else 300) + 4000
