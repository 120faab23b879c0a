/* {
  "description": "listToAttrs forces the names, so they cannot depend on the result.",
  "expect": { "error": "infinite-recursion" },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
let s = builtins.listToAttrs [ { name = builtins.head (builtins.attrNames s); value = 1; } ]; in s
