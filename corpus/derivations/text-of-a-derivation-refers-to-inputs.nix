/* {
  "description": "What was read from a derivation refers to its inputs.",
  "expect": {"value": "{ \"/nix/store/548a6rq39jc405w6j0l7m162vw46fsk3-dep.drv\" = { path = true; }; \"/nix/store/gmzdrk8k0jbnbvvdf0517iyixgkvqnil-t\" = { path = true; }; }"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  dep = derivation { name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; };
  d = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; v = dep; w = builtins.toFile "t" "text"; };
in builtins.getContext (builtins.readFile d.drvPath)
