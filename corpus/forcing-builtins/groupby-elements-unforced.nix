/* {
  "description": "groupBy forces the keys and not the elements.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "[ \"k\" ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.attrNames (builtins.groupBy (x: "k") [ (throw "a") (throw "b") ])
