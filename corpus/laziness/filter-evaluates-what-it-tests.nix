/* {
  "description": "filter leaves an element evaluated if its predicate looked at it.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> 2 2 2 ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.filter (x: true) [ (1 + 1) 2 ] ++ builtins.filter (x: x > 1) [ (1 + 1) 2 ]
