/* {
  "description": "A derivation depends on the outputs that it mentions, and only on those.",
  "expect": {"value": "[ \"/nix/store/fp28kcdm4h0h6cb3158yp9z5krgrsnia-a.drv\" \"/nix/store/4gy86f8lrl2qnqz8i3k3l7r1qnkrl5cd-a.drv\" false false ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  dep = derivation { name = "dep"; system = "x86_64-linux"; builder = "/bin/sh"; outputs = [ "out" "dev" ]; };
  user = v: derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; inherit v; };
  bare = builtins.unsafeDiscardStringContext;
in [
  (user dep).drvPath (user dep.dev).drvPath
  ((user dep).drvPath == (user (bare dep.outPath)).drvPath)
  ((user dep).outPath == (user (bare dep.outPath)).outPath)
]
