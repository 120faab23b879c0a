/* {
  "description": "A text in the store is named by its contents and what it refers to; the derivation depends on it.",
  "expect": {"value": "[ \"/nix/store/dk49lx5az5q7chmssr7ams2hjqc0iyr1-one\" \"/nix/store/2fw4alrrdmkny42wcviskybhnxjyv9sr-two\" \"/nix/store/kfb44j9j9rv2mw9jibb0r7dil4fsnr7m-a.drv\" ]"},
  "requires": ["store"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let
  one = builtins.toFile "one" "text";
  two = builtins.toFile "two" "see ${one}";
in [ one two (derivation { name = "a"; system = "x86_64-linux"; builder = "/bin/sh"; v = two; }).drvPath ]
