/* {
  "description": "A throw in a pattern is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (builtins.replaceStrings [ "a" (throw "t") ] [ "b" "c" ] "xyz")).success then 20 else 300) + 4000
