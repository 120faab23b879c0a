/* {
  "description": "trace forces and prints its message before it evaluates its second argument.",
  "expect": { "value": "1", "trace": ["inner", "outer", "value"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.trace (builtins.trace "inner" "outer") (builtins.trace "value" 1)
