/* {
  "description": "A header opens the table that lies on the way to an array of tables, except in toml11 3.",
  "expect": [{"when": ["toml-range-error"], "value": "{ a = { b = [ { } ]; c = 1; }; }"}, {"error": "parse"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}],
  "tentative": true,
  "level": "implementation-defined"
} */
builtins.fromTOML ''
  [[a.b]]
  [a]
  c = 1
''
