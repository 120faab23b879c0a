/* {
  "description": "outputOf is a placeholder, the same as that of the derivation itself, where the path is not known before the build.",
  "expect": {"value": "true"},
  "features": ["builtin-outputOf", "ca-derivations"],
  "requires": ["writable-store"],
  "tentative": true,
  "provenance": [{"manual": "But if the derivation is content-addressed or if the derivation is itself not-statically produced (i.e. is the output of another derivation), an input placeholder is returned instead.", "url": "https://nix.dev/manual/nix/latest/language/builtins#builtins-outputOf"}]
} */
let d = derivation {
  name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; __contentAddressed = true;
  outputHashAlgo = "sha256"; outputHashMode = "recursive";
}; in builtins.outputOf (builtins.unsafeDiscardOutputDependency d.drvPath) "out" == d.outPath
