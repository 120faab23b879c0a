/* {
  "description": "concatStringsSep forces the separator, the list, and then the elements in order.",
  "expect": { "value": "\"a-b-c\"", "trace": ["sep", "list", "a", "b", "c"] },
  "provenance": [{ "evaluator": "nix", "version": "2.8.0" }]
} */
builtins.concatStringsSep (builtins.trace "sep" "-") (builtins.trace "list" [ (builtins.trace "a" "a") (builtins.trace "b" "b") (builtins.trace "c" "c") ])
