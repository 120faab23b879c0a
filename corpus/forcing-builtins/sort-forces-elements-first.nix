/* {
  "description": "sort forces all elements, first to last, before it calls the comparator.",
  "level": "implementation-defined",
  "expect": { "value": "[ 1 2 ]", "trace": ["e0", "e1", "call"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.sort (a: b: builtins.seq (builtins.trace "call" 0) (a < b)) [ (builtins.trace "e0" 2) (builtins.trace "e1" 1) ]
