/* {
  "description": "fetchTree is there when its experimental feature is on.",
  "expect": {"value": "true"},
  "level": "implementation-defined",
  "features": ["builtin-fetchTree-with-flag"],
  "tentative": true,
  "provenance": [{"manual": "`builtins.fetchTree` is now unstable under its own experimental feature, `fetch-tree`.", "url": "https://nix.dev/manual/nix/latest/release-notes/rl-2.19"}]
} */
builtins ? fetchTree
