/* {
  "description": "A function's fixed point may refer to its other members.",
  "expect": { "value": "[ 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let fix = f: let x = f x; in x; in (fix (self: { a = 1; b = self.a + 1; c = [ self.b self.a ]; })).c
