/* {
  "description": "Operands that are evaluated before a call of several arguments are there after it.",
  "expect": { "value": "[ 115 215 -85 \"100-15-200\" ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let
  s = { a = 100; b = 200; };
  f = x: y: z: let u = x + y; v = y + z; in u * v;
in [ (s.a + f 1 2 3) (f 1 2 3 + s.b) (s.a - (s.b - f 1 2 3)) "${toString s.a}-${toString (f 1 2 3)}-${toString s.b}" ]
