/* {
  "description": "A string that names a file is cleaned as text before it is looked up, so that what `..` goes back over need not be a directory.",
  "expect": [{"when": ["path-strings-canonical"], "value": "true"}, {"value": "false"}],
  "level": "implementation-defined",
  "requires": ["filesystem"],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
builtins.pathExists (toString ./f + "/../f")
