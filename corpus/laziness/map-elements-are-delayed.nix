/* {
  "description": "The elements that map and genList make stay unevaluated, even if the list elements are values.",
  "mode": "lazy",
  "level": "implementation-defined",
  "expect": { "value": "[ <CODE> <CODE> <CODE> <CODE> ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
map (x: x) [ 1 2 ] ++ builtins.genList (i: i) 2
