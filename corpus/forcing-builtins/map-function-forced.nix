/* {
  "description": "Whether map forces its function at once, or with the first element, depends on the version.",
  "expect": [{ "when": ["map-forces-function"], "error": "throw" }, { "value": "2" }],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.length (map (throw "f") [ 1 2 ])
