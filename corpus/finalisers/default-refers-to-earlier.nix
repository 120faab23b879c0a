/* {
  "description": "A default may refer to a formal that comes earlier.",
  "expect": { "value": "[ 1 2 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? 1, b ? a + 1 }: [ a b ]) { }
