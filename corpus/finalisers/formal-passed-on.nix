/* {
  "description": "A formal with default hands its value on to a formal of the same name in another function.",
  "expect": { "value": "[ 2 2 1 1 2 2 1 3 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  inner = { x ? 1, y ? x }: [ x y ];
  outer = { x ? 2, ... }@args: inner { inherit x; } ++ inner args;
in
outer { } ++ outer { y = 3; }
