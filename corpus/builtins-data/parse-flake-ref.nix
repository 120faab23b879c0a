/* {
  "description": "parseFlakeRef turns a flake reference into the set of what it says.",
  "expect": {"value": "{ dir = \"lib\"; owner = \"NixOS\"; ref = \"23.05\"; repo = \"nixpkgs\"; type = \"github\"; }"},
  "features": ["builtin-parseFlakeRef"],
  "tentative": true,
  "provenance": [{"manual": "Parse a flake reference, and return its exploded form.", "url": "https://nix.dev/manual/nix/latest/language/builtins#builtins-parseFlakeRef"}]
} */
builtins.parseFlakeRef "github:NixOS/nixpkgs/23.05?dir=lib"
