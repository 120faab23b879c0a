/* {
  "description": "An integer of JSON beyond 64 bits is an error, wrapped in older versions, and a float in Lix.",
  "expect": [{"when": ["json-big-integers-are-floats"], "value": "9.22337e+18"}, {"when": ["integer-overflow-error"], "error": "parse"}, {"value": "-9223372036854775808"}],
  "level": "implementation-defined",
  "provenance": [{"evaluator": "nix", "version": "2.8.0"}, {"evaluator": "nix", "version": "2.35.2"}, {"manual": "`builtins.fromJSON` of values greater than the maximum representable value in a signed 64-bit integer will generate an error.", "url": "https://nix.dev/manual/nix/latest/release-notes/rl-2.25"}]
} */
builtins.fromJSON "9223372036854775808"
