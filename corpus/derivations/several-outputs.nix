/* {
  "description": "Every output has its own path; the derivation is its first output, which need not be `out`.",
  "expect": {"value": "[ \"dev\" \"/nix/store/k45qzzkmnbah0wk9a6sjvirvpvxng570-a-dev\" \"/nix/store/71x7ddbg8fj1bgab5gvqcif4p6jhb2bk-a\" [ \"dev\" \"out\" ] \"/nix/store/fsigy9690c5pzswhnzr588zijhsavcwk-a.drv\" ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let d = derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "dev" "out" ]; };
in [ d.outputName d.outPath d.out.outPath (map (o: o.outputName) d.all) d.drvPath ]
