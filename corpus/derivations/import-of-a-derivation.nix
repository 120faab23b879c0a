/* {
  "description": "Importing a derivation in the store makes a set of it: its name, path and outputs, each output with the others in it.",
  "expect": {"value": "[ [ \"all\" \"dev\" \"drvPath\" \"name\" \"out\" \"outPath\" \"outputName\" \"type\" ] [ [ \"all\" \"dev\" \"drvPath\" \"name\" \"out\" \"outPath\" \"outputName\" \"type\" ] [ \"all\" \"dev\" \"drvPath\" \"name\" \"out\" \"outPath\" \"outputName\" \"type\" ] ] \"derivation\" \"foo\" \"/nix/store/vq69sqp8jpimmv62milrq467xk9wkkg0-foo.drv\" \"/nix/store/7zhc9sliq14lz2f1yc1d68fi9njpfhr1-foo-dev\" \"dev\" \"/nix/store/1f5018jnvzb10jsijwrp0hyklh9hmmsg-foo\" \"out\" { } { \"/nix/store/vq69sqp8jpimmv62milrq467xk9wkkg0-foo.drv\" = { allOutputs = true; }; } { \"/nix/store/vq69sqp8jpimmv62milrq467xk9wkkg0-foo.drv\" = { outputs = [ \"out\" ]; }; } ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  i = import d.drvPath;
in [
  (builtins.attrNames i) (map builtins.attrNames i.all)
  i.type i.name i.drvPath i.outPath i.outputName i.out.outPath i.out.outputName
  (builtins.getContext i.name) (builtins.getContext i.drvPath) (builtins.getContext i.out.outPath)
]
