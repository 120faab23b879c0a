/* {
  "description": "groupBy keeps the names it was told while its function reads files.",
  "requires": ["filesystem"],
  "expect": { "value": "{ even = [ \"b\" ]; odd = [ \"a\" \"c\" ]; }" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.groupBy (n: builtins.readFile (./. + "/${n}")) [ "a" "b" "c" ]
