/* {
  "description": "toString of a list coerces its elements in order; null and false are empty, nested lists are flattened.",
  "expect": { "value": "\"1  x 1  y\"", "trace": ["a", "b", "c"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
toString [ (builtins.trace "a" 1) null [ (builtins.trace "b" "x") [ (builtins.trace "c" true) ] ] false "y" ]
