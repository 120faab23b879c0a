/* {
  "description": "pathExists sees the files that the evaluator brings along.",
  "expect": [{"when": ["internal-files-exist"], "value": "true"}, {"value": "false"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.pathExists <nix/fetchurl.nix>
