/* {
  "description": "Tokens need no white space between them: a string ends where it ends.",
  "expect": [{"when": ["tokens-no-whitespace-refused"], "error": "parse"}, {"value": "[ \"1\" 2 ]"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Function applications without space around the arguments like `0a`, `0.00.0` or `foo\"1\"2` are now forbidden.", "url": "https://docs.lix.systems/manual/lix/stable/release-notes/rl-2.95.html"}]
} */
let f = x: y: [ x y ]; in f"1"2
