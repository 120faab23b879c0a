/* {
  "description": "An unevaluated argument passed for a formal with a default keeps its own scope.",
  "expect": { "value": "4" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
let b = 3; in ({ a ? b, b ? 50 }: a) { a = b + 1; }
