/* {
  "description": "A throw in a path is caught.",
  "features": ["path-interpolation"],
  "expect": {"value": "4301"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
1 + (if (builtins.tryEval (/a/${throw "t"}/b)).success then 20 else 300) + 4000
