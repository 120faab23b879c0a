/* {
  "description": "What counts is that the path is that of a derivation in the store, not what the string refers to.",
  "expect": {"value": "\"/nix/store/7zhc9sliq14lz2f1yc1d68fi9njpfhr1-foo-dev\""},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; }; in (import (builtins.unsafeDiscardStringContext d.drvPath)).outPath
