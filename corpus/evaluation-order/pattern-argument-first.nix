/* {
  "description": "A function with a set pattern evaluates its argument before its body, the members on demand.",
  "expect": { "value": "3", "trace": ["f", "set", "body", "b", "a"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "f" ({ a, b }: builtins.trace "body" (b + a))) (builtins.trace "set" { a = builtins.trace "a" 1; b = builtins.trace "b" 2; })
