/* {
  "description": "groupBy keeps the names it was told while its function reads files.",
  "features": ["builtin-groupBy"],
  "expect": {"value": "{ even = [ \"b\" ]; odd = [ \"a\" \"c\" ]; }"},
  "requires": ["filesystem"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
builtins.groupBy (n: builtins.readFile (./. + "/${n}")) [ "a" "b" "c" ]
