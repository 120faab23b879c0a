/* {
  "description": "zipAttrsWith gives the values of a name in the order of the list.",
  "features": ["builtin-zipAttrsWith"],
  "expect": {"value": "[ \"k\" 1 3 2 ]"},
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
(builtins.zipAttrsWith (n: vs: [ n ] ++ vs) [ { k = 1; } { } { k = 3; j = 0; } { k = 2; } ]).k
