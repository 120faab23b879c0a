/* {
  "description": "sort of one element never calls the comparator.",
  "expect": { "value": "[ 1 ]", "trace": ["element"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.sort (a: b: throw "called") [ (builtins.trace "element" 1) ]
