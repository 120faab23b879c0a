/* {
  "description": "substring forces start, length and string in this order.",
  "expect": { "value": "\"bc\"", "trace": ["start", "length", "string"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
builtins.substring (builtins.trace "start" 1) (builtins.trace "length" 2) (builtins.trace "string" "abcd")
