/* {
  "description": "A throw met while lists are ordered is caught.",
  "features": ["lists-ordered"],
  "expect": {"value": "4301"},
  "provenance": [
    {"evaluator": "nix", "version": "2.8.0"},
    {"evaluator": "nix", "version": "2.35.2"}
  ]
} */
1 + (if (builtins.tryEval ([ 1 (throw "t") ] < [ 1 2 ])).success then 20 else 300) + 4000
