/* {
  "description": "mapAttrs does not force its function before a value is wanted.",
  "expect": { "value": "[ \"a\" \"b\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.attrNames (builtins.mapAttrs (throw "f") { a = 1; b = 2; })
