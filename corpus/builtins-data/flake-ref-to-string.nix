/* {
  "description": "flakeRefToString turns a set that says what a flake reference means into the reference.",
  "expect": {"value": "\"github:NixOS/nixpkgs/23.05?dir=lib\""},
  "features": ["builtin-flakeRefToString"],
  "tentative": true,
  "provenance": [{"manual": "Convert a flake reference from attribute set format to URL format.", "url": "https://nix.dev/manual/nix/latest/language/builtins#builtins-flakeRefToString"}]
} */
builtins.flakeRefToString { dir = "lib"; owner = "NixOS"; ref = "23.05"; repo = "nixpkgs"; type = "github"; }
