/* {
  "description": "An imported derivation and the one it was made of are equal when they stand for the same output.",
  "expect": {"value": "[ false true true true ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  i = import d.drvPath;
in [ (i == d) (i.out == d) (i == d.dev) (i.dev == d.dev) ]
