/* {
  "description": "A throw in the message of abort comes first, and is caught.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (abort (throw "t"))).success then 20 else 300) + 4000
