/* {
  "description": "An output can be that of a derivation which another derivation makes: every step has a placeholder of its own.",
  "expect": {"value": "[ true true true true ]"},
  "features": ["builtin-outputOf"],
  "requires": ["writable-store"],
  "tentative": true,
  "provenance": [{"manual": "But if the derivation is content-addressed or if the derivation is itself not-statically produced (i.e. is the output of another derivation), an input placeholder is returned instead.", "url": "https://nix.dev/manual/nix/latest/language/builtins#builtins-outputOf"}]
} */
let
  maker = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; };
  out = builtins.outputOf maker.outPath "out";
in [
  (out != maker.outPath) (builtins.hasContext out)
  (builtins.outputOf maker.outPath "dev" != out) (builtins.outputOf out "out" != out)
]
