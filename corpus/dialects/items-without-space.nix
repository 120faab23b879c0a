/* {
  "description": "Tokens need no white space between them: `0x10` is `0 x10`.",
  "expect": [{"when": ["tokens-no-whitespace-refused"], "error": "parse"}, {"value": "[ 0 1 ]"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Nix does not have hexadecimal number literal notation, but a user naively typing `0x10` will not receive a parser error (because it validly parses as `0 x10` instead).", "url": "https://docs.lix.systems/manual/lix/stable/contributing/deprecated-features.html"}]
} */
let x10 = 1; in [ 0x10 ]
