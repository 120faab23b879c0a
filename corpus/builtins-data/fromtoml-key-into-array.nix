/* {
  "description": "An array that is written out is complete, except in toml11 3, where a key goes on into the table at its end.",
  "expect": [{"when": ["toml-range-error"], "error": "parse"}, {"value": "{ a = [ { b = 1; } ]; }"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "tentative": true,
  "level": "implementation-defined"
} */
builtins.fromTOML ''
  a = [{}]
  a.b = 1
''
