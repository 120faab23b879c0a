/* {
  "description": "The expression of a dynamic attribute name is evaluated once, when the set is built.",
  "expect": { "value": "[ 2 1 2 true ]", "trace": ["name"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { ${builtins.trace "name" "k"} = 1; other = 2; }; in [ s.other s.k s.other (s ? k) ]
