/* {
  "description": "Functor sets are compared as sets, by the identity of their function.",
  "level": "implementation-defined",
  "expect": { "value": "[ true false ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  f = self: x: x;
in
[ ({ __functor = f; } == { __functor = f; }) ({ __functor = self: x: x; } == { __functor = self: x: x; }) ]
