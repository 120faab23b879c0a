/* {
  "description": "A function found by with is called as any other.",
  "expect": { "value": "[ 3 12 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { f = x: y: x - y; g = { __functor = self: x: x * self.k; k = 3; }; }; [ (f 5 2) (g 4) ]
