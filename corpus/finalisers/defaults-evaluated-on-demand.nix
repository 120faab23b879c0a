/* {
  "description": "Defaults run in the order in which the body demands them, each once.",
  "expect": { "value": "[ 4 1 3 4 ]", "trace": ["b", "c", "a"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
({ a ? builtins.trace "a" 1, b ? builtins.trace "b" (c + a), c ? builtins.trace "c" 3 }: [ b a c b ]) { }
