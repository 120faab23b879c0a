/* {
  "description": "The name after `@` is the argument itself, also for defaults.",
  "expect": { "value": "[ 3 false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? all.c, ... }@all: [ a (all ? a) ]) { c = 3; }
