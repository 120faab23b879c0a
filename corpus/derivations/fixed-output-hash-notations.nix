/* {
  "description": "A hash may be written in base 16, base 32, base 64 or as SRI: the output is the same.",
  "expect": {"value": "[ \"/nix/store/fv16lcs3lf0l78jdd486kp1p9rp2nniz-a\" true true true true ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  fixed = outputHash: (derivation {
    name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; outputHashAlgo = "sha256"; inherit outputHash;
  }).outPath;
  hex = fixed "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
in [
  hex
  (hex == fixed "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73")
  (hex == fixed "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  (hex == fixed "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  (hex == fixed "sha256:0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73")
]
