/* {
  "description": "A failed assertion is caught by tryEval.",
  "expect": { "value": "4301" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
1 + (if (builtins.tryEval (assert 1 > 2; "body")).success then 20 else 300) + 4000
