/* {
  "description": "A formal and the member of the `@` set are the same value.",
  "level": "implementation-defined",
  "expect": { "value": "[ true true true ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = x: x;
in
({ a, ... }@all: [ ([ a ] == [ f ]) (all == { a = f; }) ({ inherit a; } == all) ]) { a = f; }
