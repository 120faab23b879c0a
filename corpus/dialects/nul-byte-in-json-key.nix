/* {
  "description": "A NUL byte in a JSON key is an error, or part of the name.",
  "expect": [{"when": ["nul-data-error"], "error": "value"}, {"when": ["nul-bytes-kept"], "value": "3"}, {"value": "1"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Lix now allows strings to contain NUL bytes instead of silently truncating the string before the first such byte.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}]
} */
builtins.stringLength (builtins.head (builtins.attrNames (builtins.fromJSON "{\"a\\u0000b\": 1}")))
