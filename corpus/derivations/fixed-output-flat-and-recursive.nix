/* {
  "description": "A fixed output is named by its hash and mode, whatever builds it.",
  "expect": {"value": "[ \"/nix/store/fv16lcs3lf0l78jdd486kp1p9rp2nniz-a\" \"/nix/store/vvg4vb767vrnsqhb7ih58v4a5gq4iyy4-a\" true false ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  fixed = mode: builder: derivation {
    name = "a"; system = "x86_64-linux"; inherit builder;
    outputHashAlgo = "sha256"; outputHashMode = mode; outputHash = hash;
  };
in [
  (fixed "flat" "/bin/sh").outPath (fixed "recursive" "/bin/sh").outPath
  ((fixed "flat" "/bin/sh").outPath == (fixed "flat" "/bin/other").outPath)
  ((fixed "flat" "/bin/sh").drvPath == (fixed "flat" "/bin/other").drvPath)
]
