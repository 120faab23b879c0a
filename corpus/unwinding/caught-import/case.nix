/* {
  "description": "A throw in an imported file is caught.",
  "requires": ["filesystem"],
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (import ./bad.nix)).success then 20 else 300) + 4000
