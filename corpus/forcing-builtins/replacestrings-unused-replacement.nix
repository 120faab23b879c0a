/* {
  "description": "Whether replaceStrings forces a replacement that is not used depends on the version.",
  "expect": [{ "when": ["replace-strings-lazy"], "value": "\"bbb\"" }, { "error": "throw" }],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.replaceStrings [ "a" ] [ (throw "never") ] "bbb"
