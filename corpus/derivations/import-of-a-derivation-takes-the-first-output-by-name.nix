/* {
  "description": "An imported derivation stands for its first output in the order of names, whatever order they were given in.",
  "expect": {"value": "[ \"out\" \"dev\" ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; }; in [ d.outputName (import d.drvPath).outputName ]
