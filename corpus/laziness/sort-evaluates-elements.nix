/* {
  "description": "sort leaves its elements evaluated.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 3 4 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.sort builtins.lessThan [ (2 + 2) (1 + 2) 1 ]
