/* {
  "description": "A thunk that evaluates to another thunk's value remains a value of its own.",
  "level": "implementation-defined",
  "expect": { "value": "[ false true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let f = x: x; g = (y: y) f; h = g; in [ (builtins.seq g ([ g ] == [ f ])) ([ h ] == [ g ]) ]
