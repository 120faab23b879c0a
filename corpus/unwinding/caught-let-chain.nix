/* {
  "description": "A throw passes through a chain of bindings.",
  "expect": { "value": "4301" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
1 + (if (builtins.tryEval (let a = b; b = c + 1; c = throw "t"; in a)).success then 20 else 300) + 4000
