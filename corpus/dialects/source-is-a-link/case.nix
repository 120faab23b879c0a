/* {
  "description": "builtins.path of a symlink copies what it leads to; older versions copy the link.",
  "expect": [{"when": ["source-links-followed"], "value": "true"}, {"value": "false"}],
  "level": "implementation-defined",
  "requires": ["filesystem", "store"],
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}]
} */
let p = builtins.path { path = ./link; name = "n"; }; in p == builtins.path { path = ./file; name = "n"; }
