/* {
  "description": "A formal of a set pattern, and the name after `@`, beat a with inside the function.",
  "expect": { "value": "[ 1 1 4 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a, ... }@all: with { a = 2; all = 3; b = 4; }; [ a all.b b ]) { a = 1; b = 1; }
