/* {
  "description": "A carriage return in an indented string stays.",
  "expect": [{"when": ["cr-in-strings-refused"], "error": "parse"}, {"value": "4"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "`cr-line-endings`: Current handling of CR (`\\r`) or CRLF (`\\r\\n`) line endings in Nix is inconsistent and broken, and will lead to unexpected evaluation results with certain strings.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.93.html"}]
} */
builtins.stringLength ''a
b''
