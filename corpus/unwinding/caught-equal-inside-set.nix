/* {
  "description": "A throw met while sets are compared is caught.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval ({ a.b = throw "t"; } == { a.b = 1; })).success then 20 else 300) + 4000
