/* {
  "description": "An imported derivation is an input like the one it was made of.",
  "expect": {"value": "[ \"/nix/store/z57jcaasw4lvqhfv6p1070p8d3kmb8d0-user.drv\" \"/nix/store/z57jcaasw4lvqhfv6p1070p8d3kmb8d0-user.drv\" ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = derivation { name = "foo"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  user = x: (derivation { name = "user"; system = "x86_64-linux"; builder = "/bin/sh"; v = x; }).drvPath;
in [ (user (import d.drvPath).out) (user d.out) ]
