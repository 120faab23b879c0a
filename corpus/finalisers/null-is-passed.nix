/* {
  "description": "null counts as a passed argument: the default is not taken.",
  "expect": { "value": "[ null 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? b, b ? 2 }: [ a b ]) { a = null; }
