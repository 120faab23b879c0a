/* {
  "description": "The text of a derivation can be read: outputs, inputs, sources, system, builder, arguments, environment.",
  "expect": {"value": "[ true \"Derive([(\\\"out\\\",\\\"/nix/store/j7w903xdl7ylf0hvlcvkyix6sbh0fvky-a\\\",\\\"\\\",\\\"\\\")],[(\\\"/nix/store/548a6rq39jc405w6j0l7m162vw46fsk3-dep.drv\\\",[\\\"out\\\"])],[\\\"/nix/store/gmzdrk8k0jbnbvvdf0517iyixgkvqnil-t\\\"],\\\"x86_64-linux\\\",\\\"/bin/sh\\\",[\\\"-c\\\",\\\"tab\\\\t\\\\\\\"quoted\\\\\\\"\\\"],[(\\\"builder\\\",\\\"/bin/sh\\\"),(\\\"name\\\",\\\"a\\\"),(\\\"out\\\",\\\"/nix/store/j7w903xdl7ylf0hvlcvkyix6sbh0fvky-a\\\"),(\\\"system\\\",\\\"x86_64-linux\\\"),(\\\"v\\\",\\\"/nix/store/8jwbf2iqmfilb880600kamhd6yr138gs-dep\\\"),(\\\"w\\\",\\\"/nix/store/gmzdrk8k0jbnbvvdf0517iyixgkvqnil-t\\\")])\" ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  dep = derivation { name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; };
  d = derivation {
    name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "tab\t\"quoted\"" ];
    v = dep; w = builtins.toFile "t" "text";
  };
in [ (builtins.pathExists d.drvPath) (builtins.readFile d.drvPath) ]
