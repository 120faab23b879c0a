/* {
  "description": "A set whose attribute name depends on a selection from the set's own names list is an infinite recursion.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let names = builtins.attrNames { ${builtins.head names} = 1; }; in names
