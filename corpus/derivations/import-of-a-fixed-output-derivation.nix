/* {
  "description": "The outputs of an imported fixed-output derivation are where its hash says.",
  "expect": {"value": "[ \"/nix/store/19m5iwh69wy32v1vkx5npi31prvvf98m-f\" true ]"},
  "requires": ["writable-store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  d = derivation {
    name = "f"; system = "x86_64-linux"; builder = "/bin/sh"; outputHashAlgo = "sha1"; outputHashMode = "flat";
    outputHash = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
  };
in [ (import d.drvPath).outPath ((import d.drvPath).outPath == d.outPath) ]
