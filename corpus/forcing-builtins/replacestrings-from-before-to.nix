/* {
  "description": "replaceStrings forces the patterns in order, and repeats nothing.",
  "expect": { "value": "\"112\"", "trace": ["f1", "f2"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.replaceStrings [ (builtins.trace "f1" "a") (builtins.trace "f2" "b") ] [ "1" "2" ] "aab"
