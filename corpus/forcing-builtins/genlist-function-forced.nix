/* {
  "description": "Whether genList forces its function at once, or with the first element, depends on the version.",
  "expect": [{ "when": ["map-forces-function"], "error": "throw" }, { "value": "3" }],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.length (builtins.genList (throw "f") 3)
