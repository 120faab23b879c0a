/* {
  "description": "A default may refer to a formal that comes later.",
  "expect": { "value": "[ 1 1 ]" },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? b, b ? 1 }: [ a b ]) { }
