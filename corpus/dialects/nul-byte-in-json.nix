/* {
  "description": "A NUL byte in a JSON string is an error; the string ends there in older versions, and Lix keeps it.",
  "expect": [{"when": ["nul-data-error"], "error": "value"}, {"when": ["nul-bytes-kept"], "value": "3"}, {"value": "1"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "Lix now allows strings to contain NUL bytes instead of silently truncating the string before the first such byte.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.94.html"}]
} */
builtins.stringLength (builtins.fromJSON "\"a\\u0000b\"")
