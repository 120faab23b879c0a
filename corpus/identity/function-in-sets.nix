/* {
  "description": "A variable that holds a function is equal to itself as a set member, also by inherit.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true ]" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let f = x: x; in [ ({ inherit f; } == { inherit f; }) ({ g = f; } == { g = f; }) ]
