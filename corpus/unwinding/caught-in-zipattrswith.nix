/* {
  "description": "A throw in a list element that zipAttrsWith forces is caught.",
  "features": ["builtin-zipAttrsWith"],
  "expect": {"value": "4301"},
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
1 + (if (builtins.tryEval (builtins.zipAttrsWith (n: vs: vs) [ { a = 1; } (throw "t") ])).success then 20 else 300) + 4000
