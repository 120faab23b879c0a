/* {
  "description": "`git+` stands before the transport of a Git repository; the branch is a parameter.",
  "expect": {"value": "{ ref = \"master\"; type = \"git\"; url = \"https://github.com/NixOS/patchelf\"; }"},
  "features": ["builtin-parseFlakeRef"],
  "tentative": true,
  "provenance": [{"manual": "They have the URL form git(+http|+https|+ssh|+git|+file):(//<server>)?<path>(\\?<params>)?", "url": "https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#flake-references"}]
} */
builtins.parseFlakeRef "git+https://github.com/NixOS/patchelf?ref=master"
