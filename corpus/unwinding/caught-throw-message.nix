/* {
  "description": "A throw in the message of a throw is the one that is thrown, and caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (throw "a${throw "t"}")).success then 20 else 300) + 4000
