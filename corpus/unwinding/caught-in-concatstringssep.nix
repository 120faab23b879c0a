/* {
  "description": "A throw in an element that is joined is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (builtins.concatStringsSep "," [ "a" (throw "t") ])).success then 20 else 300) + 4000
