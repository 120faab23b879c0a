/* {
  "description": "outputOf is the path of an output of a derivation, and refers to it.",
  "expect": {"value": "[ true true ]"},
  "features": ["builtin-outputOf"],
  "requires": ["writable-store"],
  "tentative": true,
  "provenance": [{"manual": "Return the output path of a derivation, literally or using an input placeholder string if needed.", "url": "https://nix.dev/manual/nix/latest/language/builtins#builtins-outputOf"}]
} */
let
  d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  dev = builtins.outputOf (builtins.unsafeDiscardOutputDependency d.drvPath) "dev";
in [ (dev == d.dev.outPath) (builtins.getContext dev == builtins.getContext d.dev.outPath) ]
