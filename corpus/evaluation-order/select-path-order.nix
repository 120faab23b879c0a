/* {
  "description": "A selection evaluates the set, then names and members from left to right.",
  "expect": { "value": "1", "trace": ["s", "k1", "k2", "v"] },
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
(builtins.trace "s" { a.b = builtins.trace "v" 1; }).${builtins.trace "k1" "a"}.${builtins.trace "k2" "b"}
