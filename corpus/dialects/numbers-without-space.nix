/* {
  "description": "Tokens need no white space between them: a float has no zeros before its first digit.",
  "expect": [{"when": ["tokens-no-whitespace-refused"], "error": "parse"}, {"value": "[ 12 0.3 0.0 0.0 ]"}],
  "level": "implementation-defined",
  "tentative": true,
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"manual": "Because leading zeroes in floating point literals are not allowed, `00012.3` unexpectedly parses as `12 0.3`.", "url": "https://docs.lix.systems/manual/lix/stable/contributing/deprecated-features.html"}]
} */
[ 00012.3 0.0.0 ]
