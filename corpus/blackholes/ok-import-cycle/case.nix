/* {
  "description": "Two files may refer to each other's values.",
  "requires": ["filesystem"],
  "expect": { "value": "3" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
(import ./a.nix).x
