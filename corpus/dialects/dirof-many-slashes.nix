/* {
  "description": "dirOf removes the last component and one slash; some versions removed all of the slashes before it.",
  "expect": [{"when": ["dirof-collapses-slashes"], "value": "\"a\""}, {"value": "\"a//\""}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "The behavior of `builtins.dirOf` got silently changed in 2.23.", "url": "https://github.com/NixOS/nix/issues/14513"}]
} */
dirOf "a///b"
