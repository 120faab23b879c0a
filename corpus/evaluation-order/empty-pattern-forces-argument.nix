/* {
  "description": "A function with a set pattern evaluates its argument even if nothing in it is named.",
  "expect": { "value": "1", "trace": ["arg"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
({ ... }: 1) (builtins.trace "arg" { })
