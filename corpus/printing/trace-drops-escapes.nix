/* {
  "description": "What is traced is shown without bells and terminal escapes.",
  "expect": { "value": "1", "trace": ["abcde"] },
  "level": "implementation-defined",
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.trace (builtins.fromJSON "\"a\\u001b[31mb\\u001bc\\u0007d\\u001bHe\"") 1
