/* {
  "description": "sort of two elements calls the comparator once.",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 2 ]", "trace": ["less"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.sort (a: builtins.trace "less" (b: a < b)) [ 2 1 ]
