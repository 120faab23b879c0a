/* {
  "description": "What uses a fixed output has the same output path however that is built, but not the same derivation.",
  "expect": {"value": "[ \"/nix/store/a1c2hd3ihj3k51kfilzk7msfhh8k5nlv-a\" true false ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  fixed = builder: derivation {
    name = "source"; system = "x86_64-linux"; inherit builder; outputHashAlgo = "md5";
    outputHash = "d41d8cd98f00b204e9800998ecf8427e";
  };
  user = builder: derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; src = fixed builder; };
  one = user "/bin/one"; two = user "/bin/two";
in [ one.outPath (one.outPath == two.outPath) (one.drvPath == two.drvPath) ]
