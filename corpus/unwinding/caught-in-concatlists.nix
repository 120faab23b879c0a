/* {
  "description": "A throw in place of a list is caught by concatLists' caller.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.concatLists [ [ 1 ] (throw "t") ])).success then 20 else 300) + 4000
