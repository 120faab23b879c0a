/* {
  "description": "A path literal may hold an interpolation.",
  "expect": [{"when": ["path-interpolation"], "value": "/pwd/a/b"}, {"error": "parse"}],
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}]
} */
./a/${"b"}
