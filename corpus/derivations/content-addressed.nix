/* {
  "description": "A derivation with `__contentAddressed` has placeholders for output paths until it is built.",
  "expect": {"value": "[ \"/nix/store/8arzrdr30j4jxgqshrmyfllnrg997ww2-a.drv\" \"/11daxf258zs3ajb43y8vm9g9gg8bza95rw6j7i60idcvfhk3plrk\" \"/0x62q6339lxj5kd043dkh7b54mgbiqqlljwr7fp0yikvsj0ma4sm\" \"/nix/store/x50sh28zh97nn3v69y2wrnixb5k61b2s-user.drv\" \"/17074qlz0xhpg5wxgfn02f94qmv3b7j0ksfdgaqf4cg6ikdsf9b7\" ]"},
  "requires": ["store"],
  "features": ["ca-derivations"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = derivation {
    name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ];
    __contentAddressed = true; outputHashAlgo = "sha256"; outputHashMode = "recursive";
  };
  user = derivation { name = "user"; system = "x86_64-linux"; builder = "/bin/sh"; v = d.dev; };
in [ d.drvPath d.outPath d.dev.outPath user.drvPath user.outPath ]
