/* {
  "description": "How often the source of `inherit (e)` in a recursive set is evaluated depends on the version.",
  "expect": [
    { "when": ["inherit-from-once"], "value": "4", "trace": ["from"] },
    { "value": "4", "trace": ["from", "from"] }
  ],
  "provenance": [
    { "evaluator": "nix", "version": "2.8.0" },
    { "evaluator": "nix", "version": "2.35.2" }
  ]
} */
rec { inherit (builtins.trace "from" { a = 1; b = 2; }) a b; c = a + b + a; }.c
