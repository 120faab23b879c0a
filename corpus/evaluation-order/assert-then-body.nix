/* {
  "description": "assert evaluates its condition before its body.",
  "expect": { "value": "1", "trace": ["condition", "body"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
assert (builtins.trace "condition" true); (builtins.trace "body" 1)
