/* {
  "description": "The comparator may be a functor.",
  "expect": { "value": "[ 3 2 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.sort { __functor = self: a: b: if self.down then a > b else a < b; down = true; } [ 1 3 2 ]
