/* {
  "description": "A variable of with around a function is used by a default only if no formal has its name.",
  "expect": { "value": "8" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
with { b = 100; c = 7; }; ({ a ? b + c, b ? 1 }: a) { }
