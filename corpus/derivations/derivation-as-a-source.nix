/* {
  "description": "A `drvPath` without its outputs is an input like any file.",
  "expect": {"value": "[ \"/nix/store/jgps2r99kvk7cc2gn412s5q0i0zjn6h2-a.drv\" [ { path = true; } ] ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  dep = derivation { name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; };
  d = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; v = builtins.unsafeDiscardOutputDependency dep.drvPath; };
in [ d.drvPath (builtins.attrValues (builtins.getContext d.v)) ]
