/* {
  "description": "A derivation is imported in the same way whatever the scope.",
  "expect": {"value": "[ \"all\" \"dev\" \"drvPath\" \"name\" \"out\" \"outPath\" \"outputName\" \"type\" ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; }; in builtins.attrNames (scopedImport { derivation = throw "scope"; } d.drvPath)
