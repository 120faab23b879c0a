/* {
  "description": "A bare name with an optional branch and revision is a reference to the registry.",
  "expect": {"value": "[ { id = \"nixpkgs\"; type = \"indirect\"; } { id = \"nixpkgs\"; ref = \"nixos-20.03\"; rev = \"a3a3dda3bacf61e8a39258a0ed9c924eeca8e293\"; type = \"indirect\"; } ]"},
  "features": ["builtin-parseFlakeRef"],
  "tentative": true,
  "provenance": [{"manual": "indirect: Indirections through the flake registry. These have the form [flake:]<flake-id>(/<rev-or-ref>(/rev)?)?", "url": "https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#flake-references"}]
} */
map builtins.parseFlakeRef [ "nixpkgs" "nixpkgs/nixos-20.03/a3a3dda3bacf61e8a39258a0ed9c924eeca8e293" ]
