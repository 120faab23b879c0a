/* {
  "description": "The `@` name holds the argument's members themselves, without evaluating them.",
  "expect": { "value": "[ 1 1 1 ]", "trace": ["a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let s = { a = builtins.trace "a" 1; b = throw "unused"; }; in ({ a, ... }@all: [ a all.a s.a ]) s
